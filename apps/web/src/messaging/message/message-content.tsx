"use client";

import { UnstyledButton } from "@mantine/core";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { useTenant } from "../../shell/use-tenant.ts";
import { RichText } from "../text/rich-text.tsx";
import classes from "./message.module.css";
import { RecordChip } from "./record-chip.tsx";

interface MessageContentProps {
  message: Pick<MessageItem, "content" | "records" | "editedAt">;
  /** Opens what it said before. */
  onHistory?: () => void;
}

/** What was said, with the records it names as their reader may see them. */
export function MessageContent({ message: { content, records, editedAt }, onHistory }: MessageContentProps) {
  const { member } = useTenant();
  if (!content || content.content.length === 0) return null;
  return (
    <RichText
      content={content}
      memberId={member.id}
      record={({ address, entityId }) => (
        <RecordChip
          card={records.find((card) => card.entityId === entityId && card.address === address)}
          address={address}
          entityId={entityId}
        />
      )}
      tail={
        editedAt && onHistory ? (
          <UnstyledButton className={classes.edited} onClick={onHistory} title="Show what it said before">
            (edited)
          </UnstyledButton>
        ) : null
      }
    />
  );
}
