"use client";

import { PageCrumb, useHref } from "@steward/client";
import { ErrorState, LoadingState } from "@steward/ui";
import { useRouter } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { TaskLoader } from "./task-loader.tsx";
import { TaskView } from "./task-view.tsx";

/** A task on a page of its own. */
export function TaskPage({ projectId, number }: { projectId: string; number: number }) {
  const href = useHref();
  const router = useRouter();
  const project = trpc.projects.project.byId.useQuery({ id: projectId });
  if (project.isPending) return <LoadingState lines={12} label="Loading the task" />;
  if (project.isError) return <ErrorState error={project.error} onRetry={project.refetch} />;
  return (
    <TaskLoader projectId={projectId} number={number}>
      {(task) => (
        <>
          <PageCrumb label={task.key} />
          <TaskView
            key={task.id}
            task={task}
            project={project.data}
            isPage
            onGone={() => router.push(href(`/projects/${projectId}/tasks`))}
          />
        </>
      )}
    </TaskLoader>
  );
}
