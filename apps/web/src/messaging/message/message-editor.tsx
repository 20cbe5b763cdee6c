"use client";

import { Button } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { RichEditor } from "../composer/rich-editor.tsx";
import type { MessageDeeds } from "./use-message-deeds.ts";

/** A message while its author changes it. */
export function MessageEditor({ message, deeds }: { message: MessageItem; deeds: MessageDeeds }) {
  const close = () => deeds.edit(null);
  return (
    <RichEditor
      label="Edit message"
      initial={message.content}
      autoFocus
      submitLabel="Save"
      sendable={message.files.length > 0}
      findMembers={deeds.findMembers}
      onSubmit={(content) => {
        void deeds.save(message, content).then((saved) => saved && close());
        return false;
      }}
      onCancel={() => {
        close();
        return true;
      }}
      tools={
        <Button variant="subtle" color="gray" size="compact-sm" onClick={close}>
          Cancel
        </Button>
      }
    />
  );
}
