"use client";

import { Grid, Stack } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { TaskChecklist } from "./task-checklist.tsx";
import { TaskDependencies } from "./task-dependencies.tsx";
import { TaskDescription } from "./task-description.tsx";
import { TaskFields } from "./task-fields.tsx";
import { TaskHead } from "./task-head.tsx";
import { TaskSubtasks } from "./task-subtasks.tsx";
import { TaskTalk } from "./task-talk.tsx";
import { TaskTime } from "./task-time.tsx";

interface TaskViewProps {
  task: TaskDetail;
  project: ProjectDetail;
  /** On a page of its own there is room for two columns. */
  isPage?: boolean;
  /** It was removed. */
  onGone: () => void;
}

/** Everything about one task. */
export function TaskView({ task, project, isPage = false, onGone }: TaskViewProps) {
  const may = useMay();
  const half = (columns: number) => (isPage ? { base: 12, md: columns } : 12);
  return (
    <Stack gap="md">
      <TaskHead task={task} isPage={isPage} onGone={onGone} />
      <Grid gap="md">
        <Grid.Col span={half(4)} order={isPage ? { base: 1, md: 2 } : 1}>
          <Stack gap="md">
            <TaskFields task={task} project={project} isWide={!isPage} />
            {may("time.entry.read") ? <TaskTime task={task} /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={half(8)} order={isPage ? { base: 2, md: 1 } : 2}>
          <Stack gap="md">
            <TaskDescription task={task} project={project} />
            <TaskSubtasks task={task} project={project} />
            <TaskChecklist task={task} />
            <TaskDependencies task={task} />
            {may("files.file.read") ? (
              <FilesPanel target={{ address: "projects.task", entityId: task.id }} canWrite={task.rights.work} />
            ) : null}
            <TaskTalk task={task} project={project} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
