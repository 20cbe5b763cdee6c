"use client";

import { Group, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type Swimlane, swimlanes } from "@steward/contracts/projects/board";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { taskFilter, taskSortFields } from "@steward/contracts/projects/task";
import { FilterBar, useListState } from "@steward/ui";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { ProjectFrame } from "../project/project-frame.tsx";
import { withFieldFilters } from "../task/field-filters.ts";
import { NewTaskButton } from "../task/new-task-button.tsx";
import { TaskPanel } from "../task/task-panel.tsx";
import { useTaskFilters } from "../task/use-task-filters.ts";
import { useTaskPanel } from "../task/use-task-panel.ts";
import { TaskBoard } from "./task-board.tsx";

const swimlaneLabels: Record<Swimlane, string> = {
  none: "No rows",
  assignee: "Rows by assignee",
  priority: "Rows by priority",
};

const boardFilter = taskFilter.omit({ projectId: true, statusId: true, statusKind: true, isOpen: true });

/** The tasks of a project by status, to be moved along. */
export function BoardPage({ id }: { id: string }) {
  return (
    <ProjectFrame id={id} action={(project) => <NewTaskButton project={project} />}>
      {(project) => <BoardTools project={project} />}
    </ProjectFrame>
  );
}

function BoardTools({ project }: { project: ProjectDetail }) {
  const query = withFieldFilters(
    useListState({ address: "projects.task.board", sortable: taskSortFields, filterSchema: boardFilter }),
  );
  const filters = useTaskFilters(project, { onBoard: true });
  const [swimlane, setSwimlane] = useState<Swimlane>("none");
  const panel = useTaskPanel();
  return (
    <Stack gap="sm">
      <Group gap={6} role="toolbar" aria-label="Board tools">
        <SearchBox value={query.search} onSearch={query.setSearch} />
        <FilterBar filters={filters} query={query} />
        <Select
          aria-label="Rows of the board"
          data={swimlanes.map((value) => ({ value, label: swimlaneLabels[value] }))}
          value={swimlane}
          onChange={(next) => next && setSwimlane(next)}
          allowDeselect={false}
          w={{ base: 215, sm: 180 }}
          ml="auto"
        />
      </Group>
      <TaskBoard
        project={project}
        search={query.search}
        filter={query.input.filter}
        swimlane={swimlane}
        hrefOf={panel.hrefOf}
      />
      <TaskPanel project={project} panel={panel} />
    </Stack>
  );
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const searchSoon = useDebouncedCallback(onSearch, 250);
  return (
    <TextInput
      type="search"
      aria-label="Search tasks"
      placeholder="Search tasks"
      leftSection={<IconSearch size={15} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
      w={{ base: "100%", sm: 220 }}
    />
  );
}
