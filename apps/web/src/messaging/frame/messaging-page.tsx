"use client";

import { VisuallyHidden } from "@mantine/core";
import { EmptyState } from "@steward/ui";
import { IconMessages } from "@tabler/icons-react";
import classes from "../conversation/conversation.module.css";

/** Beside the list, while nothing is open. */
export function MessagingPage() {
  return (
    <section className={classes.page} aria-label="Messages">
      <VisuallyHidden>
        <h1>Messages</h1>
      </VisuallyHidden>
      <EmptyState
        icon={IconMessages}
        title="Choose a conversation"
        description="Or begin one: with a colleague, with several, or in a channel for a subject."
      />
    </section>
  );
}
