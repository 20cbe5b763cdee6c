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
import type { ReactNode } from "react";
import { changeMany } from "../../list/change-many.ts";
import { useBulkDialog } from "../../list/use-bulk-dialog.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useProjectPlan } from "../project/use-project-people.ts";
import { AssigneesDialog, ChoiceDialog, DueDialog, LabelsDialog, PriorityDialog } from "./task-bulk-dialogs.tsx";
import { tasksInWords } from "./task-words.tsx";

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
  const { ids, ask, of } = useBulkDialog<(typeof asks)[number]["id"]>();
  const utils = trpc.useUtils();
  const change = trpc.projects.task.updateMany.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const apply = (fields: Omit<UpdateManyTasksInput, "ids">) => changeMany(change, { ids, ...fields }, tasksInWords);
  const remove = useRemoveTasks();
  const mayRemove = useMay()("projects.task.remove");
  const { cycles } = useProjectPlan(project);
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
  const statuses = project.statuses.map(({ id, name }) => ({ value: id, label: name }));
  const open = cycles.filter(({ completedAt }) => completedAt === null);
  const dialogs = (
    <>
      <ChoiceDialog
        {...of("status")}
        title="Change status"
        label="Status"
        options={statuses}
        onApply={(statusId) => apply({ statusId })}
      />
      <AssigneesDialog
        {...of("assignees")}
        projectId={project.id}
        onApply={({ add, remove: off }) => apply({ addAssigneeIds: add, removeAssigneeIds: off })}
      />
      <PriorityDialog {...of("priority")} onApply={(priority) => apply({ priority })} />
      <LabelsDialog
        {...of("labels")}
        onApply={({ add, remove: off }) => apply({ addLabelIds: add, removeLabelIds: off })}
      />
      <DueDialog {...of("due")} onApply={(dueOn) => apply({ dueOn })} />
      <ChoiceDialog
        {...of("cycle")}
        title="Plan for a cycle"
        label="Cycle"
        options={[{ value: "none", label: "No cycle" }, ...open.map(({ id, name }) => ({ value: id, label: name }))]}
        onApply={(cycleId) => apply({ cycleId: cycleId === "none" ? null : cycleId })}
      />
    </>
  );
  return { actions, dialogs };
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
