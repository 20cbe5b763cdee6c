"use client";

import { SegmentedControl } from "@mantine/core";
import { updateTimeEntryInput } from "@steward/contracts/time/entry";
import { DateField, DateTimeField, FieldRow, FormDrawer, SwitchField, TextAreaField, useZodForm } from "@steward/ui";
import { useState } from "react";
import { MinutesField } from "../../projects/part/minutes-input.tsx";
import { trpc } from "../../trpc/client.tsx";
import { valuesOf } from "./entry-values.ts";
import { choiceOf, noPurpose, PurposeFields } from "./purpose-fields.tsx";
import type { TimeEntry } from "./use-entry-actions.ts";

interface EntryDrawerProps {
  /** The entry to change; without one, time is logged on the day. */
  entry?: TimeEntry | undefined;
  day: string;
  onClose: () => void;
}

/** Which of them make a whole entry the server says: a timer that runs has no end yet. */
const entryFields = updateTimeEntryInput.omit({ id: true, version: true });

type Kind = "length" | "span";

/** Logs time, or corrects it: how long on a day, or from when to when. */
export function EntryDrawer({ entry, day, onClose }: EntryDrawerProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.time.invalidate();
  const create = trpc.time.entry.create.useMutation({ onSuccess });
  const update = trpc.time.entry.update.useMutation({ onSuccess });
  const [kind, setKind] = useState<Kind>(entry?.startedAt ? "span" : "length");
  const form = useZodForm({
    schema: entryFields,
    initialValues: entry ? valuesOf(entry) : { day, note: null },
    onSubmit: async (values) => {
      if (entry) await update.mutateAsync({ ...values, id: entry.id, version: entry.version });
      else await create.mutateAsync(values);
    },
  });
  const [purpose, setPurpose] = useState(entry ? choiceOf(entry) : noPurpose);
  const choose = (next: Kind) => {
    setKind(next);
    // What the other kind was told must not be sent with this one.
    for (const name of ["day", "minutes", "startedAt", "endedAt"] as const) form.setValue(name, null);
    if (next === "length") form.setValue("day", day);
  };
  // Until somebody says so, time on a project is billed and other time is not, as the server has it.
  const billable = form.field("isBillable");
  const isRunning = entry !== undefined && entry.minutes === null;
  return (
    <FormDrawer
      form={form}
      opened
      onClose={onClose}
      title={entry ? "Edit time" : "Log time"}
      submitLabel={entry ? "Save" : "Log time"}
    >
      {entry ? null : (
        <SegmentedControl
          aria-label="How the time is given"
          data={[
            { value: "length", label: "How long" },
            { value: "span", label: "From–to" },
          ]}
          value={kind}
          onChange={(value) => choose(value === "span" ? "span" : "length")}
        />
      )}
      {kind === "length" ? (
        <FieldRow>
          <DateField field={form.field("day")} label="Day" />
          <MinutesField field={{ ...form.field("minutes"), required: true }} label="Time" />
        </FieldRow>
      ) : (
        <FieldRow>
          <DateTimeField field={form.field("startedAt")} label="From" />
          {isRunning ? null : <DateTimeField field={form.field("endedAt")} label="To" />}
        </FieldRow>
      )}
      <PurposeFields
        value={purpose}
        onChange={(next) => {
          setPurpose(next);
          form.setValue("projectId", next.projectId);
          form.setValue("taskId", next.taskId);
        }}
      />
      <SwitchField field={{ ...billable, value: billable.value ?? purpose.projectId !== null }} label="Billable" />
      <TextAreaField field={form.field("note")} label="Note" />
    </FormDrawer>
  );
}
