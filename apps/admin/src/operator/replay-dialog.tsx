"use client";

import { Text } from "@mantine/core";
import { replayEventsInput } from "@steward/contracts/operator/event";
import { DateTimeField, FieldRow, FormModal, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

interface ReplayDialogProps {
  /** Everything that is told of events, by name. */
  consumers: readonly string[];
  onClose: () => void;
}

const hourMs = 3_600_000;

/** Asks which events are to be handed over once more, to whom. */
export function ReplayDialog({ consumers, onClose }: ReplayDialogProps) {
  const utils = trpc.useUtils();
  const replay = trpc.operator.event.replay.useMutation({ onSuccess: () => utils.operator.invalidate() });
  const form = useZodForm({
    schema: replayEventsInput,
    initialValues: { from: new Date(Date.now() - hourMs).toISOString(), to: new Date().toISOString() },
    onSubmit: async (input) => {
      const { events, jobs } = await replay.mutateAsync(input);
      notifySuccess(
        `${events === 1 ? "1 event" : `${events} events`} replayed, ${jobs === 1 ? "1 job" : `${jobs} jobs`} asked for`,
      );
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title="Replay events" submitLabel="Replay">
      <Text size="sm">
        What has been done for an event already is not done again. Use this after something was repaired or added.
      </Text>
      <FieldRow>
        <DateTimeField field={form.field("from")} label="From" />
        <DateTimeField field={form.field("to")} label="Until" />
      </FieldRow>
      <TextField
        field={form.field("name")}
        label="Events"
        description="Such as crm.deal.won, or crm.deal.* for several"
      />
      <SelectField
        field={form.field("consumer")}
        label="Told to"
        description="Everything that wants them, unless chosen"
        options={consumers.map((value) => ({ value, label: value }))}
      />
    </FormModal>
  );
}
