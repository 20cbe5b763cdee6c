"use client";

import type { TaskDetail } from "@steward/contracts/projects/task";
import { ErrorState, LoadingState } from "@steward/ui";
import type { ReactNode } from "react";
import { trpc } from "../../trpc/client.tsx";

interface TaskLoaderProps {
  projectId: string;
  number: number;
  children: (task: TaskDetail) => ReactNode;
}

/** A task as it is now, or why it is not there. */
export function TaskLoader({ projectId, number, children }: TaskLoaderProps) {
  const query = trpc.projects.task.byId.useQuery({ projectId, number });
  if (query.isPending) return <LoadingState lines={10} label="Loading the task" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return children(query.data);
}
