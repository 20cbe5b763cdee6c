"use client";

import { Textarea, VisuallyHidden } from "@mantine/core";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { notifyError } from "@steward/ui";
import { useEffect, useState } from "react";
import { useTaskChange } from "./use-task-change.ts";

/** What is to be done, written where it stands: Enter keeps it, Escape takes it back. */
export function TaskTitle({ task, isHeading }: { task: TaskDetail; isHeading: boolean }) {
  const { send } = useTaskChange(task);
  const [text, setText] = useState(task.title);
  useEffect(() => setText(task.title), [task.title]);
  const Heading = isHeading ? "h1" : "h2";
  const keep = () => {
    const title = text.trim();
    if (title === task.title) return;
    if (title === "") return setText(task.title);
    send({ title, version: task.version }).catch((error: unknown) => {
      setText(task.title);
      notifyError(error);
    });
  };
  return (
    <>
      <VisuallyHidden component={Heading}>{task.title}</VisuallyHidden>
      <Textarea
        aria-label="Title"
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        variant="unstyled"
        // Escape takes back what was written first, and closes the panel around it only then.
        data-mantine-stop-propagation={text === task.title ? undefined : true}
        value={text}
        onChange={(event) => setText(event.currentTarget.value.replaceAll("\n", " "))}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
          }
          if (event.key === "Escape") setText(task.title);
        }}
        styles={{
          input: { fontSize: "var(--mantine-h2-font-size)", fontWeight: 600, lineHeight: 1.3, padding: 0 },
        }}
      />
    </>
  );
}
