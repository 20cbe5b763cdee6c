"use client";

import { Menu, UnstyledButton } from "@mantine/core";
import { type ProjectDetail, type ProjectStatus, projectStatuses } from "@steward/contracts/projects/project";
import { notifyError, notifySuccess } from "@steward/ui";
import { IconChevronDown } from "@tabler/icons-react";
import { trpc } from "../../trpc/client.tsx";
import { ProjectStatusBadge, statusLabels } from "./project-words.tsx";

/** What a project has become, and for those who run it what it may become. */
export function ProjectStatusMenu({ project }: { project: ProjectDetail }) {
  const { status, rights } = project;
  const setStatus = useSetStatus(project);
  if (!rights.lead) return <ProjectStatusBadge status={status} />;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          aria-label={`Status: ${statusLabels[status]}`}
          style={{ display: "inline-flex", alignItems: "center", gap: 4, flexShrink: 0 }}
        >
          <ProjectStatusBadge status={status} />
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {projectStatuses
          .filter((next) => next !== status)
          .map((next) => (
            <Menu.Item key={next} onClick={() => setStatus(next)}>
              {statusLabels[next]}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Changes what a project is; takes it back with one press. */
export function useSetStatus({ id, name, version, status: before }: ProjectDetail) {
  const utils = trpc.useUtils();
  const mutation = trpc.projects.project.setStatus.useMutation({ onSuccess: () => utils.projects.invalidate() });
  return (status: ProjectStatus) => {
    mutation.mutateAsync({ id, version, status }).then(
      (changed) =>
        notifySuccess(`${name}: ${statusLabels[status].toLowerCase()}`, {
          undo: () => mutation.mutateAsync({ id, version: changed.version, status: before }),
        }),
      notifyError,
    );
  };
}
