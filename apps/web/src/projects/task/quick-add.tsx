"use client";

import { TextInput } from "@mantine/core";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { notifyError } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";

interface QuickAddProps {
  project: ProjectDetail;
  /** What the new task is a part of. */
  parentId?: string;
  label?: string;
}

/** A line to write tasks into, one after the other: Enter adds one. */
export function QuickAdd({ project, parentId, label = "Add a task" }: QuickAddProps) {
  const [title, setTitle] = useState("");
  const utils = trpc.useUtils();
  const create = trpc.projects.task.create.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const add = async () => {
    const written = title.trim();
    if (written === "") return;
    // The line is free for the next one at once; what could not be added comes back into it.
    setTitle("");
    try {
      await create.mutateAsync({ projectId: project.id, title: written, ...(parentId ? { parentId } : {}) });
    } catch (error) {
      setTitle((now) => now || written);
      notifyError(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={`${label}, then press Enter`}
        maxLength={500}
        autoComplete="off"
        leftSection={<IconPlus size={15} aria-hidden />}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </form>
  );
}
