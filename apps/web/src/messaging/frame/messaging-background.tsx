"use client";

import type { ReactNode } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { OutboxProvider } from "../outbox/outbox-provider.tsx";
import { PresenceBeat } from "../presence/presence-beat.tsx";
import { UnreadTitle } from "./unread-title.tsx";
import { useOwnHands } from "./use-own-hands.ts";

/** What goes on wherever somebody is in the workspace: messages leave, colleagues see them there, the tab counts. */
export function MessagingBackground({ children }: { children: ReactNode }) {
  const may = useMay();
  const isOwn = useOwnHands();
  if (!may("messaging.conversation.read")) return children;
  return (
    <OutboxProvider>
      {isOwn && may("messaging.presence.read") ? <PresenceBeat /> : null}
      <UnreadTitle />
      {children}
    </OutboxProvider>
  );
}
