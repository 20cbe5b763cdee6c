"use client";

import { SegmentedControl } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { SectionCard } from "@steward/ui";
import { useState } from "react";
import { TaskComments } from "./task-comments.tsx";
import { TaskHistory } from "./task-history.tsx";

/** What is said about a task, and what was done with it. */
export function TaskTalk({ task, project }: { task: TaskDetail; project: ProjectDetail }) {
  const [shown, setShown] = useState("comments");
  return (
    <SectionCard
      title={shown === "comments" ? "Comments" : "History"}
      count={shown === "comments" && task.commentCount > 0 ? task.commentCount : undefined}
      action={
        <SegmentedControl
          size="xs"
          aria-label="What to show"
          value={shown}
          onChange={setShown}
          data={[
            { value: "comments", label: "Comments" },
            { value: "history", label: "History" },
          ]}
        />
      }
    >
      {shown === "comments" ? <TaskComments task={task} project={project} /> : <TaskHistory task={task} />}
    </SectionCard>
  );
}
