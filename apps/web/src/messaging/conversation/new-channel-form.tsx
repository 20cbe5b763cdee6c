"use client";

import { createConversationInput } from "@steward/contracts/messaging/conversation";
import { Form, SelectField, TextField, useZodForm } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { visibilityOptions } from "./conversation-words.ts";
import { MemberPicker } from "./member-picker.tsx";
import { useGoTo } from "./use-go-to.ts";

/** A conversation about a subject, which people join and leave. */
export function NewChannelForm({ onDone }: { onDone: () => void }) {
  const goTo = useGoTo();
  const [memberIds, setMemberIds] = useState<string[]>([]);
  const create = trpc.messaging.conversation.create.useMutation();
  const form = useZodForm({
    schema: createConversationInput,
    initialValues: { kind: "channel", visibility: "public" },
    onSubmit: async (values) => {
      const { id } = await create.mutateAsync({ ...values, memberIds });
      await goTo(id);
    },
  });
  const { field } = form;
  return (
    <Form form={form} submitLabel="Create channel" onCancel={onDone} onDone={onDone}>
      <TextField field={field("name")} autoFocus />
      <TextField field={field("topic")} label="What it is about" />
      <SelectField field={field("visibility")} label="Who finds it" options={visibilityOptions} />
      <MemberPicker label="Add people" value={memberIds} onChange={setMemberIds} />
    </Form>
  );
}
