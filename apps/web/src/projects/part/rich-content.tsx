"use client";

import type { RichText as Tree } from "@steward/contracts/kernel/rich-text";
import { RecordChip } from "../../messaging/message/record-chip.tsx";
import { RichText } from "../../messaging/text/rich-text.tsx";
import { useTenant } from "../../shell/use-tenant.ts";

/** What was written, with links to the records it names. */
export function RichContent({ content }: { content: Tree }) {
  const { member } = useTenant();
  return (
    <RichText
      content={content}
      memberId={member.id}
      record={({ address, entityId }) => <RecordChip card={undefined} address={address} entityId={entityId} />}
    />
  );
}
