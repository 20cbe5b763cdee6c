"use client";

import { Anchor, List, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ActivityEntry, ActivityName } from "@steward/contracts/projects/activity";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { IconComponent, TimelineItem, Tone } from "@steward/ui";
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBan,
  IconChecklist,
  IconCircleCheck,
  IconCirclePlus,
  IconFile,
  IconFileImport,
  IconFlag,
  IconLayoutKanban,
  IconMessage,
  IconPencil,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { FieldChanges } from "../part/field-changes.tsx";
import type { ActivityLine } from "./activity-days.ts";
import { wordsOf } from "./activity-words.ts";

type Look = readonly [icon: IconComponent, tone?: Tone];

const looks: Record<ActivityName, Look> = {
  "projects.task.created": [IconCirclePlus, "accent"],
  "projects.task.updated": [IconPencil],
  "projects.task.moved": [IconArrowsExchange, "info"],
  "projects.task.ended": [IconCircleCheck],
  "projects.task.reopened": [IconArrowBackUp],
  "projects.task.removed": [IconTrash, "danger"],
  "projects.task.restored": [IconArrowBackUp],
  "projects.task.checklistChanged": [IconChecklist],
  "projects.task.dependencyChanged": [IconArrowsExchange],
  "projects.task.commented": [IconMessage],
  "projects.task.commentRemoved": [IconMessage],
  "projects.task.commentRestored": [IconMessage],
  "files.file.attached": [IconFile],
  "files.file.removed": [IconTrash, "danger"],
  "files.file.restored": [IconArrowBackUp],
  "projects.project.created": [IconCirclePlus, "accent"],
  "projects.project.updated": [IconPencil],
  "projects.project.statusChanged": [IconArrowsExchange, "info"],
  "projects.project.membersChanged": [IconUsers],
  "projects.project.workflowChanged": [IconLayoutKanban],
  "projects.project.planChanged": [IconFlag],
  "projects.project.removed": [IconTrash, "danger"],
  "projects.project.restored": [IconArrowBackUp],
  "projects.import.completed": [IconFileImport, "accent"],
  "projects.import.stopped": [IconBan],
  "projects.import.brokenOff": [IconBan, "danger"],
  "projects.import.undone": [IconArrowBackUp],
};

function lookOf({ name, detail }: ActivityEntry): Look {
  if ((detail?.kind !== "moved" && detail?.kind !== "ended") || detail.ended === null) return looks[name];
  return detail.ended === "done" ? [IconCircleCheck, "success"] : [IconBan];
}

/** Of many tasks that the same was done to, those that are named. */
const namedTasks = 10;

/** How a line of a project's activity looks and what it says. */
export function useActivityItem(project: ProjectDetail): (line: ActivityLine) => TimelineItem {
  const href = useHref();
  const may = useMay();
  const linkTo = (path: string, text: string) => (
    <Anchor component={Link} href={href(path)} inherit underline="always" style={{ overflowWrap: "anywhere" }}>
      {text}
    </Anchor>
  );
  const taskLink = (task: ActivityLine["tasks"][number]): ReactNode => {
    const text = `${task.key} ${task.title}`;
    if (task.isGone) return <span style={{ overflowWrap: "anywhere" }}>{text}</span>;
    return linkTo(`/projects/${project.id}/tasks/${task.number}`, text);
  };
  const objectOf = ({ entry, tasks: [task, ...others] }: ActivityLine): ReactNode => {
    if (entry.detail?.kind === "import" && may("projects.import.read")) {
      return linkTo(`/projects/imports/${entry.detail.id}`, entry.detail.fileName);
    }
    if (!task) return null;
    return others.length === 0 ? taskLink(task) : `${others.length + 1} tasks`;
  };
  return (line) => {
    const { entry, tasks } = line;
    const [icon, tone] = lookOf(entry);
    const { before, after } = wordsOf(entry);
    return {
      id: entry.id,
      icon,
      ...(tone ? { tone } : {}),
      at: entry.at,
      title: (
        <>
          <b>{entry.actor?.name ?? "Steward"}</b> {before} {objectOf(line)} {after}
        </>
      ),
      body: tasks.length > 1 ? <TaskList tasks={tasks} link={taskLink} /> : bodyOf(entry, project.currency),
    };
  };
}

function TaskList({
  tasks,
  link,
}: Pick<ActivityLine, "tasks"> & { link: (task: ActivityLine["tasks"][number]) => ReactNode }) {
  const others = tasks.length - namedTasks;
  return (
    <List size="sm" spacing={4} listStyleType="none">
      {tasks.slice(0, namedTasks).map((task) => (
        <List.Item key={task.id}>{link(task)}</List.Item>
      ))}
      {others > 0 ? <List.Item c="dimmed">and {others} more</List.Item> : null}
    </List>
  );
}

/** Null where the sentence says everything. */
function bodyOf({ detail }: ActivityEntry, currency: string): ReactNode {
  if (detail?.kind === "changes") {
    const hasValues = detail.changes.some(({ from, to }) => from !== null || to !== null);
    return hasValues ? <FieldChanges changes={detail.changes} currency={currency} /> : null;
  }
  if (detail?.kind !== "comment" || detail.text === null) return null;
  return (
    <Text size="sm" c="dimmed" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {detail.text}
    </Text>
  );
}
