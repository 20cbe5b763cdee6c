"use client";

import { ActionIcon, Anchor, Button, Group, Menu, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { dayIn } from "@steward/contracts/kernel/day";
import type { CycleItem } from "@steward/contracts/projects/cycle";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { DateText, notifyError, notifySuccess, SectionCard, StatusBadge, type Tone, useLocale } from "@steward/ui";
import { IconChartLine, IconDots, IconFlagCheck, IconPencil, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { filterQuery } from "../../crm/part/list-link.ts";
import { trpc } from "../../trpc/client.tsx";
import { minutesText } from "../part/minutes.ts";
import { TaskProgress } from "../project/project-words.tsx";
import { BurndownChart } from "./burndown-chart.tsx";

interface CycleCardProps {
  cycle: CycleItem;
  project: ProjectDetail;
  /** Its chart is shown from the beginning. */
  isOpen: boolean;
  onAsk: (what: "edit" | "complete") => void;
}

function standing({ startOn, endOn, completedAt }: CycleItem, today: string): { tone: Tone; words: string } {
  if (completedAt) return { tone: "success", words: "Completed" };
  if (today < startOn) return { tone: "info", words: "To come" };
  return today > endOn ? { tone: "warning", words: "Over, not completed" } : { tone: "accent", words: "Under way" };
}

/** One cycle: its days, what is in it, and how the work goes down. */
export function CycleCard({ cycle, project, isOpen, onAsk }: CycleCardProps) {
  const href = useHref();
  const { timeZone } = useLocale();
  const [chart, { toggle }] = useDisclosure(isOpen);
  const { name, goal, startOn, endOn, completedAt, taskCount, openTaskCount, estimateMinutes } = cycle;
  const today = dayIn(timeZone, new Date());
  const { tone, words } = standing(cycle, today);
  return (
    <SectionCard title={name} action={project.rights.lead ? <CycleMenu cycle={cycle} onAsk={onAsk} /> : null}>
      <Stack gap="sm">
        <Group gap="md" style={{ rowGap: 6 }}>
          <StatusBadge tone={tone}>{words}</StatusBadge>
          <Text size="sm" component="span">
            <DateText value={startOn} /> to <DateText value={endOn} />
          </Text>
          <TaskProgress closed={taskCount - openTaskCount} total={taskCount} label={name} />
          {estimateMinutes > 0 ? (
            <Text size="sm" c="dimmed">
              {minutesText(estimateMinutes)} estimated
            </Text>
          ) : null}
          <Anchor
            component={Link}
            size="sm"
            href={`${href(`/projects/${project.id}/tasks`)}${filterQuery({ cycleId: [cycle.id] })}`}
          >
            Show tasks
          </Anchor>
          {taskCount > 0 ? (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconChartLine size={14} aria-hidden />}
              aria-expanded={chart}
              onClick={toggle}
            >
              Burndown
            </Button>
          ) : null}
          {project.rights.lead && completedAt === null && today > endOn ? (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconFlagCheck size={14} aria-hidden />}
              onClick={() => onAsk("complete")}
            >
              Complete
            </Button>
          ) : null}
        </Group>
        {goal ? <Text size="sm">{goal}</Text> : null}
        {chart && taskCount > 0 ? <BurndownChart cycle={cycle} /> : null}
      </Stack>
    </SectionCard>
  );
}

function CycleMenu({ cycle, onAsk }: Pick<CycleCardProps, "cycle" | "onAsk">) {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.projects.invalidate(), onError: notifyError };
  const restore = trpc.projects.cycle.restore.useMutation(options);
  const remove = trpc.projects.cycle.remove.useMutation(options);
  const takeAway = () =>
    remove.mutate(
      { ids: [cycle.id] },
      { onSuccess: (removed) => notifySuccess(`${cycle.name} deleted`, { undo: () => restore.mutateAsync(removed) }) },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${cycle.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {cycle.completedAt ? null : (
          <Menu.Item leftSection={<IconFlagCheck size={15} aria-hidden />} onClick={() => onAsk("complete")}>
            Complete
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onAsk("edit")}>
          Edit
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={takeAway}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
