"use client";

import { Button } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { useState } from "react";
import { RichEditor } from "../composer/rich-editor.tsx";
import type { MessageDeeds } from "./use-message-deeds.ts";

/** A message while its author changes it. */
export function MessageEditor({ message, deeds }: { message: MessageItem; deeds: MessageDeeds }) {
  const [isSaving, setSaving] = useState(false);
  const cancel = () => {
    deeds.write();
    deeds.edit(message, false);
  };
  return (
    <RichEditor
      label="Edit message"
      initial={message.content}
      autoFocus="at once"
      submitLabel="Save"
      busy={isSaving}
      sendable={message.files.length > 0}
      findMembers={deeds.findMembers}
      onSubmit={(content) => {
        if (isSaving) return false;
        setSaving(true);
        // Whoever has pressed Enter goes on with the next message, however long the line takes for this one.
        deeds.write();
        void deeds.save(message, content).then((saved) => (saved ? deeds.edit(message, false) : setSaving(false)));
        return false;
      }}
      onCancel={() => {
        cancel();
        return true;
      }}
      tools={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={cancel}>
          Cancel
        </Button>
      }
    />
  );
}
