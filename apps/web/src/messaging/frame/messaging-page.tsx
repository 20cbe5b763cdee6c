"use client";

import { EmptyState } from "@steward/ui";
import { IconMessages } from "@tabler/icons-react";
import classes from "../conversation/conversation.module.css";
import { hiddenFromOperators, useOwnHands } from "./use-own-hands.ts";

/** Beside the list, while nothing is open. */
export function MessagingPage() {
  const isOwn = useOwnHands();
  return (
    <section className={classes.page} aria-label="Conversation">
      <EmptyState
        icon={IconMessages}
        title="Choose a conversation"
        description={
          isOwn ? "Or begin one: with a colleague, with several, or in a channel for a subject." : hiddenFromOperators
        }
      />
    </section>
  );
}
