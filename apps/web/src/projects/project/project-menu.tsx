"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { notifyError, notifySuccess } from "@steward/ui";
import {
  IconArchive,
  IconArchiveOff,
  IconCalendarShare,
  IconCopy,
  IconDots,
  IconFileImport,
  IconForms,
  IconTrash,
} from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { CalendarFeedDialog } from "../port/calendar-feed-dialog.tsx";
import { useSetStatus } from "./project-status-menu.tsx";
import { useConfirmedRemoval } from "./use-confirmed-removal.ts";

/** What is rarely done with a project. */
export function ProjectMenu({ project }: { project: ProjectDetail }) {
  const may = useMay();
  const href = useHref();
  const setStatus = useSetStatus(project);
  const remove = useConfirmedRemoval(project);
  const keepAsTemplate = useKeepAsTemplate(project);
  const [isSharing, setIsSharing] = useState(false);
  const { id, rights, status, isTemplate } = project;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label="More actions">
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            href={href(`/projects/${id}/request`)}
            leftSection={<IconForms size={15} aria-hidden />}
          >
            Request form
          </Menu.Item>
          {rights.work && status !== "archived" && may("projects.import.write") ? (
            <Menu.Item
              component={Link}
              href={href(`/projects/imports/new?project=${id}`)}
              leftSection={<IconFileImport size={15} aria-hidden />}
            >
              Import tasks
            </Menu.Item>
          ) : null}
          {may("projects.feed.write") ? (
            <Menu.Item leftSection={<IconCalendarShare size={15} aria-hidden />} onClick={() => setIsSharing(true)}>
              Calendar feed
            </Menu.Item>
          ) : null}
          {may("projects.project.write") && !isTemplate ? (
            <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={keepAsTemplate}>
              Save as template
            </Menu.Item>
          ) : null}
          {rights.lead && status !== "archived" ? (
            <Menu.Item leftSection={<IconArchive size={15} aria-hidden />} onClick={() => setStatus("archived")}>
              Archive
            </Menu.Item>
          ) : null}
          {rights.lead && status === "archived" ? (
            <Menu.Item leftSection={<IconArchiveOff size={15} aria-hidden />} onClick={() => setStatus("active")}>
              Bring back
            </Menu.Item>
          ) : null}
          {rights.lead && may("projects.project.remove") ? (
            <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={remove}>
              Delete
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {isSharing ? <CalendarFeedDialog projectId={id} onClose={() => setIsSharing(false)} /> : null}
    </>
  );
}

/** A template is a copy: what becomes of the project does not change it. */
function useKeepAsTemplate({ id, name, startOn, createdAt }: ProjectDetail) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const copy = trpc.projects.project.createFromTemplate.useMutation({
    onError: notifyError,
    onSuccess: async (made) => {
      await utils.projects.project.list.invalidate();
      notifySuccess(`${made.name} added`);
      router.push(href(`/projects/${made.id}`));
    },
  });
  return () =>
    copy.mutate({
      templateId: id,
      name: `${name} (template)`,
      startOn: startOn ?? createdAt.toISOString().slice(0, 10),
      isTemplate: true,
    });
}
