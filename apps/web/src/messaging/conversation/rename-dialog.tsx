"use client";

import { type ConversationItem, updateConversationInput } from "@steward/contracts/messaging/conversation";
import { FormModal, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { visibilityOptions } from "./conversation-words.ts";

interface RenameDialogProps {
  conversation: ConversationItem;
  onClose: () => void;
}

const editable = updateConversationInput.omit({ id: true, version: true });

/** What a group or channel is called, what it is about, who finds it. */
export function RenameDialog({ conversation, onClose }: RenameDialogProps) {
  const { id, kind, name, topic, visibility, version } = conversation;
  const utils = trpc.useUtils();
  const update = trpc.messaging.conversation.update.useMutation({
    onSuccess: () => utils.messaging.conversation.invalidate(),
  });
  const form = useZodForm({
    schema: editable,
    initialValues: { name, topic, visibility },
    onSubmit: async (values) => {
      // Only a channel can be seen by others.
      const { visibility: seen, ...rest } = values;
      await update.mutateAsync({ ...rest, ...(kind === "channel" && seen ? { visibility: seen } : {}), id, version });
      notifySuccess("Saved");
    },
  });
  const { field } = form;
  return (
    <FormModal form={form} opened onClose={onClose} title="Name and topic">
      <TextField field={field("name")} autoFocus />
      <TextField field={field("topic")} label="What it is about" />
      {kind === "channel" ? (
        <SelectField field={field("visibility")} label="Who finds it" options={visibilityOptions} />
      ) : null}
    </FormModal>
  );
}
