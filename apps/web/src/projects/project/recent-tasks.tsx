"use client";

import { Text } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { ErrorState, LoadingState, SectionCard } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { TaskLines } from "../task/task-lines.tsx";

const newest = { field: "updatedAt", direction: "desc" } as const;

/** The tasks that were worked on last. */
export function RecentTasks({ project }: { project: ProjectDetail }) {
  const query = trpc.projects.task.list.useQuery({ filter: { projectId: project.id }, sort: newest, limit: 8 });
  return (
    <SectionCard title="Changed last">
      {query.isPending ? <LoadingState lines={4} label="Loading tasks" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          No tasks yet. Add the first on the board or in the table.
        </Text>
      ) : null}
      {query.data ? <TaskLines tasks={query.data.items} /> : null}
    </SectionCard>
  );
}
