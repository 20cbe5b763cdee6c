"use client";

import type { TaskDetail } from "@steward/contracts/projects/task";
import { AsyncSelect } from "@steward/ui";
import { useTaskOptions } from "./use-task-options.ts";

interface TaskParentProps {
  task: TaskDetail;
  disabled: boolean;
  onChange: (parentId: string | null) => void;
}

/** The task that this one is a part of. */
export function TaskParent({ task, disabled, onChange }: TaskParentProps) {
  const { search } = useTaskOptions(task.project.id, task.id);
  const { parent } = task;
  return (
    <AsyncSelect
      value={parent?.id}
      selectedLabel={parent ? `${parent.key} ${parent.title}` : undefined}
      search={search}
      onChange={onChange}
      clearable={!disabled}
      input={{ label: "Part of", placeholder: "No other task", disabled }}
    />
  );
}
