"use client";

import { Box } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { taskFilter } from "@steward/contracts/projects/task";
import { DataTable, ExportButton, toPages, useListState } from "@steward/ui";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { withFieldFilters } from "./field-filters.ts";
import { NewTaskButton } from "./new-task-button.tsx";
import { QuickAdd } from "./quick-add.tsx";
import { TaskPanel } from "./task-panel.tsx";
import { useTaskBulk } from "./use-task-bulk.tsx";
import { useTaskColumns, useTaskSorts } from "./use-task-columns.tsx";
import { useTaskFilters } from "./use-task-filters.ts";
import { useTaskPanel } from "./use-task-panel.ts";

/** The tasks of a project as a table: to find, sort, plan and change together. */
export function ProjectTasksPage({ id }: { id: string }) {
  return (
    <ProjectFrame id={id} action={(project) => <NewTaskButton project={project} />}>
      {(project) => <TasksTable project={project} />}
    </ProjectFrame>
  );
}

function TasksTable({ project }: { project: ProjectDetail }) {
  const may = useMay();
  const query = withFieldFilters(
    useListState({
      address: "projects.task",
      sortable: useTaskSorts(project),
      defaultSort: { field: "updatedAt", direction: "desc" },
      filterSchema: taskFilter,
    }),
  );
  const input = { ...query.input, filter: { ...query.input.filter, projectId: project.id } };
  const { limit: _limit, sort: _sort, ...which } = input;
  const list = trpc.projects.task.list.useInfiniteQuery(input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.projects.task.count.useQuery(which, { placeholderData: (previous) => previous });
  const { client } = trpc.useUtils();
  const columns = useTaskColumns(project);
  const filters = useTaskFilters(project);
  const views = useSavedViews("projects.task", "All tasks");
  const bulk = useTaskBulk(project);
  const panel = useTaskPanel();
  return (
    <>
      {project.rights.work ? (
        <Box mb="xs">
          <QuickAdd project={project} />
        </Box>
      ) : null}
      <DataTable
        label="Tasks"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={panel.hrefOf}
        rowLabel={(row) => `${row.key} ${row.title}`}
        filters={filters}
        searchPlaceholder="Search title, key, description"
        views={views}
        bulkActions={bulk.actions}
        tools={
          may("projects.task.export") ? (
            <ExportButton
              name={`${project.key.toLowerCase()}-tasks.csv`}
              fetchChunk={(cursor) => client.projects.task.export.query({ ...input, cursor, limit: 1000 })}
            />
          ) : null
        }
        empty={{
          title: "No tasks yet",
          description: project.rights.work
            ? "Write what is to be done in the line above and press Enter."
            : "Members of the project add tasks here.",
        }}
      />
      {bulk.dialogs}
      <TaskPanel project={project} panel={panel} />
    </>
  );
}
