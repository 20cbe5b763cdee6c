"use client";

import { Group, SegmentedControl } from "@mantine/core";
import { type ActivityKind, createActivityInput } from "@steward/contracts/crm/activity";
import {
  DateTimeField,
  FieldRow,
  Form,
  NumberField,
  notifySuccess,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { OwnerField } from "../part/owner-field.tsx";
import { kindLooks } from "./kinds.ts";

export interface ActivityTarget {
  accountId?: string;
  contactId?: string;
  dealId?: string;
  leadId?: string;
}

const kinds = (["note", "call", "email", "meeting", "task"] as const).map((value) => ({
  value,
  label: kindLooks[value].label,
}));

const subjects: Record<ActivityKind, string> = {
  note: "What is worth remembering?",
  call: "What was the call about?",
  email: "What was the e-mail about?",
  meeting: "What was the meeting about?",
  task: "What is to be done?",
};

interface ActivityComposerProps {
  /** The record it is about. */
  target: ActivityTarget;
  initialKind?: ActivityKind;
  onDone?: () => void;
}

/** Logs a note, call, e-mail or meeting with a record, or plans a task for it, without leaving its page. */
export function ActivityComposer({ target, initialKind = "note", onDone }: ActivityComposerProps) {
  const utils = trpc.useUtils();
  const create = trpc.crm.activity.create.useMutation({
    onSuccess: () => Promise.all([utils.crm.activity.invalidate(), utils.crm.account.timeline.invalidate()]),
  });
  const [kind, setKind] = useState<ActivityKind>(initialKind);
  const form = useZodForm({
    schema: createActivityInput,
    initialValues: { kind: initialKind },
    onSubmit: async (values) => {
      await create.mutateAsync({ ...values, ...target, kind });
      notifySuccess(`${kindLooks[kind].label} saved`);
    },
  });
  const { field } = form;
  const task = kind === "task";
  return (
    <Form
      form={form}
      submitLabel={task ? "Add task" : "Log"}
      onDone={() => {
        form.reset({ kind });
        onDone?.();
      }}
    >
      <Group>
        <SegmentedControl
          aria-label="Kind of activity"
          size="xs"
          data={kinds}
          value={kind}
          onChange={(next) => {
            const chosen = kinds.find(({ value }) => value === next)?.value ?? "note";
            setKind(chosen);
            form.setValue("kind", chosen);
          }}
        />
      </Group>
      <TextField field={field("subject")} label={subjects[kind]} />
      {task ? (
        <FieldRow>
          <DateTimeField field={field("dueAt")} label="Due" />
          <OwnerField field={field("ownerId")} adding />
        </FieldRow>
      ) : null}
      {kind === "call" || kind === "meeting" ? (
        <FieldRow>
          <DateTimeField field={field("occursAt")} label="When" />
          <NumberField field={field("durationMinutes")} label="Minutes" min={0} max={1440} />
        </FieldRow>
      ) : null}
      <TextAreaField field={field("body")} label="Details" minRows={2} />
    </Form>
  );
}
