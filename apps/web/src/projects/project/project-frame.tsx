"use client";

import { Anchor } from "@mantine/core";
import { PageCrumb, useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { ErrorState, LoadingState, PageHeader } from "@steward/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ProjectMenu } from "./project-menu.tsx";
import { ProjectStatusMenu } from "./project-status-menu.tsx";

interface ProjectFrameProps {
  id: string;
  /** The one thing people come to this page for. */
  action?: (project: ProjectDetail) => ReactNode;
  children: (project: ProjectDetail) => ReactNode;
}

/** The head that all pages of a project share, with the way from one to the next. */
export function ProjectFrame({ id, action, children }: ProjectFrameProps) {
  const query = trpc.projects.project.byId.useQuery({ id });
  if (query.isPending) return <LoadingState lines={12} label="Loading the project" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const project = query.data;
  return (
    <>
      <PageCrumb label={project.name} />
      <ProjectHeader project={project} action={action?.(project)} />
      {children(project)}
    </>
  );
}

function ProjectHeader({ project, action }: { project: ProjectDetail; action: ReactNode }) {
  const href = useHref();
  const may = useMay();
  const { id, name, key, account, isTemplate, rights } = project;
  const page = (path: string) => href(`/projects/${id}${path}`);
  const client =
    account && may("crm.account.read") ? (
      <Anchor component={Link} inherit href={href(`/crm/accounts/${account.id}`)}>
        {account.name}
      </Anchor>
    ) : (
      account?.name
    );
  return (
    <PageHeader
      title={name}
      badge={<ProjectStatusMenu project={project} />}
      description={
        <>
          {key}
          {isTemplate ? " · Template" : null}
          {project.visibility === "private" ? " · Private" : null}
          {client ? <> · {client}</> : null}
        </>
      }
      primaryAction={action}
      secondaryActions={<ProjectMenu project={project} />}
      tabs={[
        { label: "Overview", href: page("") },
        ...(may("projects.task.read")
          ? [
              { label: "Tasks", href: page("/tasks") },
              { label: "Board", href: page("/board") },
              { label: "Gantt", href: page("/gantt") },
              { label: "Calendar", href: page("/calendar") },
              { label: "Workload", href: page("/workload") },
              { label: "Cycles", href: page("/cycles") },
            ]
          : []),
        { label: "Activity", href: page("/activity") },
        ...(rights.lead ? [{ label: "Settings", href: page("/settings") }] : []),
      ]}
    />
  );
}
