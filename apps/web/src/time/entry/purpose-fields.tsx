"use client";

import { AsyncSelect } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

/** What time is spent on, with the names it is shown by. */
export interface PurposeChoice {
  projectId: string | null;
  projectName?: string | undefined;
  taskId: string | null;
  taskName?: string | undefined;
}

export const noPurpose: PurposeChoice = { projectId: null, taskId: null };

interface PurposeFieldsProps {
  value: PurposeChoice;
  onChange: (value: PurposeChoice) => void;
}

/** Chooses a project, and a task of it; those one may not see are not offered. */
export function PurposeFields({ value, onChange }: PurposeFieldsProps) {
  const { projects } = trpc.useUtils();
  const { projectId, taskId } = value;
  const findProjects = async (search: string) => {
    const { items } = await projects.project.list.fetch({ ...(search && { search }), limit: 20 });
    return items.map(({ id, name, key }) => ({ value: id, label: name, description: key }));
  };
  const findTasks = async (search: string) => {
    if (projectId === null) return [];
    const sort = { field: "updatedAt", direction: "desc" } as const;
    const { items } = await projects.task.list.fetch({
      ...(search && { search }),
      filter: { projectId },
      sort,
      limit: 20,
    });
    return items.map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` }));
  };
  return (
    <>
      <AsyncSelect
        value={projectId}
        selectedLabel={value.projectName}
        search={findProjects}
        clearable
        onChange={(id, option) => onChange({ ...noPurpose, projectId: id, projectName: option?.label })}
        input={{ label: "Project", placeholder: "No project" }}
      />
      {projectId === null ? null : (
        <AsyncSelect
          // The tasks of another project are other options.
          key={projectId}
          value={taskId}
          selectedLabel={value.taskName}
          search={findTasks}
          clearable
          onChange={(id, option) => onChange({ ...value, taskId: id, taskName: option?.label })}
          input={{ label: "Task", placeholder: "The project as a whole" }}
        />
      )}
    </>
  );
}

interface Spent {
  project: { id: string; name: string } | null;
  task: { id: string; key: string; title: string } | null;
}

/** What an entry was spent on, to be chosen anew. */
export const choiceOf = ({ project, task }: Spent): PurposeChoice => ({
  projectId: project?.id ?? null,
  projectName: project?.name,
  taskId: task?.id ?? null,
  taskName: task ? `${task.key} ${task.title}` : undefined,
});
