"use client";

import { Text } from "@mantine/core";
import { removeStatusInput, type StatusItem } from "@steward/contracts/projects/status";
import { FormModal, LoadingState, notifySuccess, SelectField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";

interface RemoveStatusDialogProps {
  projectId: string;
  status: StatusItem;
  statuses: readonly StatusItem[];
  onClose: () => void;
}

/** Removes a status, and asks where its tasks go. */
export function RemoveStatusDialog({ projectId, status, statuses, onClose }: RemoveStatusDialogProps) {
  const utils = trpc.useUtils();
  const count = trpc.projects.task.count.useQuery({ filter: { projectId, statusId: [status.id] } });
  const remove = trpc.projects.status.remove.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const others = statuses.filter(({ id }) => id !== status.id);
  const form = useZodForm({
    schema: removeStatusInput.omit({ id: true }),
    initialValues: { moveToId: (others.find(({ kind }) => kind === status.kind) ?? others[0])?.id },
    onSubmit: async (values) => {
      await remove.mutateAsync({ ...values, id: status.id });
      notifySuccess(`${status.name} removed`);
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title={`Remove ${status.name}`} submitLabel="Remove status">
      {count.isPending ? <LoadingState lines={1} label="Counting tasks" /> : null}
      <Text size="sm">
        {count.data ? `${tasksInWords(count.data)} in this status will move.` : "No task stands here."}
      </Text>
      <SelectField
        field={{ ...form.field("moveToId"), required: true }}
        label="Move tasks to"
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormModal>
  );
}
