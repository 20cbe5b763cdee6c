"use client";

import { Button, Group, NumberInput, Select } from "@mantine/core";
import { type DependencyType, dependencyTypes, type TaskDetail } from "@steward/contracts/projects/task";
import { AsyncSelect, notifyError } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { dependencyWords } from "./task-words.tsx";
import { useTaskOptions } from "./use-task-options.ts";

const typeOptions = dependencyTypes.map((value) => ({ value, label: dependencyWords[value] }));

/** Makes a task wait for another one. */
export function AddDependency({ task }: { task: TaskDetail }) {
  const { search } = useTaskOptions(task.project.id, task.id);
  const [predecessorId, setPredecessorId] = useState<string | null>(null);
  const [type, setType] = useState<DependencyType>("FS");
  const [lagDays, setLagDays] = useState(0);
  const utils = trpc.useUtils();
  const create = trpc.projects.dependency.create.useMutation({
    onError: notifyError,
    onSuccess: () => {
      setPredecessorId(null);
      return utils.projects.invalidate();
    },
  });
  const add = () => {
    if (predecessorId) create.mutate({ predecessorId, successorId: task.id, type, lagDays });
  };
  return (
    <Group gap="xs" align="flex-end">
      <div style={{ flex: "1 1 14rem" }}>
        <AsyncSelect
          value={predecessorId}
          onChange={setPredecessorId}
          search={search}
          input={{ label: "Wait for another task", placeholder: "Key or title" }}
        />
      </div>
      <Select
        aria-label="How it waits"
        data={typeOptions}
        value={type}
        onChange={(next) => next && setType(next)}
        allowDeselect={false}
        w={190}
      />
      <NumberInput
        label="Lag in days"
        value={lagDays}
        onChange={(days) => setLagDays(Number(days) || 0)}
        min={-1000}
        max={1000}
        w={100}
      />
      <Button variant="default" disabled={!predecessorId} loading={create.isPending} onClick={add}>
        Add
      </Button>
    </Group>
  );
}
