"use client";

import { createDependencyInput } from "@steward/contracts/projects/dependency";
import { dependencyTypes } from "@steward/contracts/projects/task";
import {
  AsyncSelectField,
  FieldRow,
  FormModal,
  NumberField,
  notifySuccess,
  SelectField,
  useZodForm,
} from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { dependencyWords } from "../task/task-words.tsx";
import { useTaskOptions } from "../task/use-task-options.ts";

interface LinkDialogProps {
  projectId: string;
  task: { id: string; key: string };
  onClose: () => void;
}

/** Makes another task wait for this one: what dragging from one bar to another does, without a pointer. */
export function LinkDialog({ projectId, task, onClose }: LinkDialogProps) {
  const utils = trpc.useUtils();
  const { search } = useTaskOptions(projectId, task.id);
  const create = trpc.projects.dependency.create.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const form = useZodForm({
    schema: createDependencyInput.omit({ predecessorId: true }),
    initialValues: { type: "FS", lagDays: 0 },
    onSubmit: async (values) => {
      await create.mutateAsync({ ...values, predecessorId: task.id });
      notifySuccess("The tasks are tied");
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title={`What waits for ${task.key}?`} submitLabel="Tie">
      <AsyncSelectField field={{ ...form.field("successorId"), required: true }} label="Task" search={search} />
      <FieldRow>
        <SelectField
          field={form.field("type")}
          label="How it waits"
          options={dependencyTypes.map((value) => ({ value, label: dependencyWords[value] }))}
        />
        <NumberField field={form.field("lagDays")} label="Lag in working days" />
      </FieldRow>
    </FormModal>
  );
}
