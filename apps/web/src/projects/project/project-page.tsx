"use client";

import { Button, Grid, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { DateText, type Definition, DefinitionList, Money, PersonName, SectionCard } from "@steward/ui";
import { IconLayoutKanban } from "@tabler/icons-react";
import Link from "next/link";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { Milestones } from "../milestone/milestones.tsx";
import { minutesText } from "../part/minutes.ts";
import { DueText } from "../task/task-words.tsx";
import { budgetFacts } from "./project-budget.tsx";
import { ProjectFrame } from "./project-frame.tsx";
import { ProjectMembers } from "./project-members.tsx";
import { TaskProgress, visibilityLabels } from "./project-words.tsx";
import { RecentTasks } from "./recent-tasks.tsx";

/** How a project stands: its people, its days, what is done and what changed last. */
export function ProjectPage({ id }: { id: string }) {
  const href = useHref();
  const may = useMay();
  return (
    <ProjectFrame
      id={id}
      action={() => (
        <Button
          component={Link}
          href={href(`/projects/${id}/board`)}
          leftSection={<IconLayoutKanban size={16} aria-hidden />}
        >
          Open board
        </Button>
      )}
    >
      {(project) => (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
            <Stack gap="md">
              <ProjectFacts project={project} />
              <ProjectMembers project={project} />
              {may("files.file.read") ? (
                <FilesPanel
                  target={{ address: "projects.project", entityId: project.id }}
                  canWrite={project.rights.work}
                />
              ) : null}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
            <Stack gap="md">
              {project.description ? (
                <SectionCard title="About">
                  <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                    {project.description}
                  </Text>
                </SectionCard>
              ) : null}
              <Milestones project={project} />
              {may("projects.task.read") ? <RecentTasks project={project} /> : null}
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </ProjectFrame>
  );
}

function ProjectFacts({ project }: { project: ProjectDetail }) {
  const may = useMay();
  const { owner, taskCount, openTaskCount, budgetMinutes, hourlyRateMinor, currency } = project;
  const isOver = project.status === "completed" || project.status === "archived";
  const seesTime = may("time.entry.read");
  const { data: budgets } = trpc.time.budget.list.useQuery({ projectIds: [project.id] }, { enabled: seesTime });
  const [budget] = budgets ?? [];
  const money: Definition[] = [
    ...(budget ? budgetFacts(budget, project.name) : []),
    ...(seesTime
      ? []
      : [{ label: "Budget in hours", value: budgetMinutes === null ? null : minutesText(budgetMinutes) }]),
    ...(hourlyRateMinor === null
      ? []
      : [{ label: "Rate per hour", value: <Money amountMinor={hourlyRateMinor} currency={currency} compact /> }]),
  ];
  return (
    <SectionCard title="Details">
      <DefinitionList
        items={[
          {
            label: "Progress",
            value: <TaskProgress closed={taskCount - openTaskCount} total={taskCount} label={project.name} />,
          },
          { label: "Owner", value: <PersonName name={owner.name} /> },
          { label: "Start", value: <DateText value={project.startOn} /> },
          { label: "Due", value: <DueText dueOn={project.dueOn} closed={isOver} /> },
          ...money,
          { label: "Seen by", value: visibilityLabels[project.visibility] },
          { label: "Created", value: <DateText value={project.createdAt} /> },
        ]}
      />
    </SectionCard>
  );
}
