"use client";

import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskItem, UpdateManyTasksInput } from "@steward/contracts/projects/task";
import { type BulkAction, notifySuccess } from "@steward/ui";
import {
  IconCalendar,
  IconFlag,
  IconProgressCheck,
  IconRefresh,
  IconTag,
  IconTrash,
  IconUserShare,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useProjectPlan } from "../project/use-project-people.ts";
import { AssigneesDialog, ChoiceDialog, DueDialog, LabelsDialog, PriorityDialog } from "./task-bulk-dialogs.tsx";
import { tasksInWords } from "./task-words.tsx";

interface Asked {
  what: "status" | "assignees" | "priority" | "labels" | "due" | "cycle";
  ids: string[];
  finish: () => void;
}

const asks = [
  { id: "status", label: "Status", icon: IconProgressCheck },
  { id: "assignees", label: "Assignees", icon: IconUserShare },
  { id: "priority", label: "Priority", icon: IconFlag },
  { id: "labels", label: "Labels", icon: IconTag },
  { id: "due", label: "Due", icon: IconCalendar },
  { id: "cycle", label: "Cycle", icon: IconRefresh },
] as const;

/** What can be done with chosen tasks, each with its undo, and the dialogs that ask for details. */
export function useTaskBulk(project: ProjectDetail): { actions: BulkAction<TaskItem>[]; dialogs: ReactNode } {
  const [asked, setAsked] = useState<Asked>();
  const apply = useApply();
  const remove = useRemoveTasks();
  const mayRemove = useMay()("projects.task.remove");
  const { cycles } = useProjectPlan(project);
  // The table clears its selection when the promise resolves: when the dialog is through.
  const ask = (what: Asked["what"]) => (ids: string[]) =>
    new Promise<void>((finish) => setAsked({ what, ids, finish }));
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };
  const actions: BulkAction<TaskItem>[] = [];
  if (project.rights.work) {
    actions.push(
      ...asks
        .filter(({ id }) => id !== "cycle" || cycles.length > 0)
        .map(({ id, label, icon }) => ({ id, label, icon, onRun: ask(id) })),
    );
    if (mayRemove) {
      actions.push({ id: "remove", label: "Delete", icon: IconTrash, destructive: true, onRun: remove });
    }
  }
  const dialog = (what: Asked["what"]) => ({
    count: asked?.what === what ? asked.ids.length : undefined,
    onClose: close,
  });
  const ids = asked?.ids ?? [];
  const statuses = project.statuses.map(({ id, name }) => ({ value: id, label: name }));
  const open = cycles.filter(({ completedAt }) => completedAt === null);
  const dialogs = (
    <>
      <ChoiceDialog
        {...dialog("status")}
        title="Change status"
        label="Status"
        options={statuses}
        onApply={(statusId) => apply({ ids, statusId })}
      />
      <AssigneesDialog
        {...dialog("assignees")}
        projectId={project.id}
        onApply={({ add, remove: off }) => apply({ ids, addAssigneeIds: add, removeAssigneeIds: off })}
      />
      <PriorityDialog {...dialog("priority")} onApply={(priority) => apply({ ids, priority })} />
      <LabelsDialog
        {...dialog("labels")}
        onApply={({ add, remove: off }) => apply({ ids, addLabelIds: add, removeLabelIds: off })}
      />
      <DueDialog {...dialog("due")} onApply={(dueOn) => apply({ ids, dueOn })} />
      <ChoiceDialog
        {...dialog("cycle")}
        title="Plan for a cycle"
        label="Cycle"
        options={[{ value: "none", label: "No cycle" }, ...open.map(({ id, name }) => ({ value: id, label: name }))]}
        onApply={(cycleId) => apply({ ids, cycleId: cycleId === "none" ? null : cycleId })}
      />
    </>
  );
  return { actions, dialogs };
}

function useApply() {
  const utils = trpc.useUtils();
  const change = trpc.projects.task.updateMany.useMutation({ onSuccess: () => utils.projects.invalidate() });
  return async (input: UpdateManyTasksInput) => {
    const { count, undo } = await change.mutateAsync(input);
    const takeBack = async () => {
      for (const previous of undo) await change.mutateAsync(previous);
    };
    notifySuccess(`${tasksInWords(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
  };
}

/** Removes tasks; one press brings them back. */
export function useRemoveTasks() {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const remove = trpc.projects.task.remove.useMutation({ onSuccess });
  const restore = trpc.projects.task.restore.useMutation({ onSuccess });
  return async (ids: string[]) => {
    const removed = await remove.mutateAsync({ ids });
    notifySuccess(`${tasksInWords(removed.ids.length)} deleted`, { undo: () => restore.mutateAsync(removed) });
  };
}
