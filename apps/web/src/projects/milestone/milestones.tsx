"use client";

import { ActionIcon, Button, Checkbox, Group, Menu, Stack, Text } from "@mantine/core";
import type { MilestoneItem } from "@steward/contracts/projects/milestone";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { ErrorState, LoadingState, notifyError, notifySuccess, SectionCard } from "@steward/ui";
import { IconDots, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { TaskProgress } from "../project/project-words.tsx";
import { DueText } from "../task/task-words.tsx";
import { MilestoneDialog } from "./milestone-dialog.tsx";

/** The days by which something is to be there. */
export function Milestones({ project }: { project: ProjectDetail }) {
  const [asked, setAsked] = useState<MilestoneItem | "new">();
  const query = trpc.projects.milestone.list.useQuery({ projectId: project.id });
  const canLead = project.rights.lead;
  return (
    <SectionCard
      title="Milestones"
      count={query.data?.length}
      action={
        canLead ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAsked("new")}
          >
            Add
          </Button>
        ) : null
      }
    >
      {query.isPending ? <LoadingState lines={3} label="Loading milestones" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          No milestones yet. A milestone is a day by which something is to be there.
        </Text>
      ) : null}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {query.data?.map((milestone) => (
          <MilestoneRow key={milestone.id} milestone={milestone} canLead={canLead} onEdit={() => setAsked(milestone)} />
        ))}
      </Stack>
      {asked ? (
        <MilestoneDialog
          projectId={project.id}
          milestone={asked === "new" ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </SectionCard>
  );
}

interface MilestoneRowProps {
  milestone: MilestoneItem;
  canLead: boolean;
  onEdit: () => void;
}

function MilestoneRow({ milestone, canLead, onEdit }: MilestoneRowProps) {
  const { id, name, dueOn, reachedAt, taskCount, openTaskCount, version } = milestone;
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.projects.invalidate(), onError: notifyError };
  const update = trpc.projects.milestone.update.useMutation(options);
  const restore = trpc.projects.milestone.restore.useMutation(options);
  const remove = trpc.projects.milestone.remove.useMutation(options);
  const takeAway = () =>
    remove.mutate(
      { ids: [id] },
      { onSuccess: (removed) => notifySuccess(`${name} deleted`, { undo: () => restore.mutateAsync(removed) }) },
    );
  return (
    <Group component="li" gap="sm" style={{ rowGap: 4 }}>
      <Checkbox
        aria-label={`${name} is reached`}
        checked={update.isPending ? update.variables.isReached : reachedAt !== null}
        disabled={!canLead}
        onChange={(event) => update.mutate({ id, version, isReached: event.currentTarget.checked })}
      />
      <Text size="sm" fw={500} flex="1 1 10rem" td={reachedAt ? "line-through" : undefined}>
        {name}
      </Text>
      <Text size="sm" component="span">
        <DueText dueOn={dueOn} closed={reachedAt !== null} />
      </Text>
      <TaskProgress closed={taskCount - openTaskCount} total={taskCount} label={name} />
      {canLead ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
              Edit
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={takeAway}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </Group>
  );
}
