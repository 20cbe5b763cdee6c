"use client";

import { UnstyledButton } from "@mantine/core";
import type { QuotedMessage } from "@steward/contracts/messaging/message";
import classes from "./message.module.css";

interface QuoteProps {
  quoted: Pick<QuotedMessage, "author" | "text" | "isRemoved">;
  /** Leads to it; missing above a message that is still on its way. */
  onOpen?: () => void;
}

/** The message that is answered. */
export function Quote({ quoted: { author, text, isRemoved }, onOpen }: QuoteProps) {
  const words = (
    <>
      <b>{author.name}</b> {isRemoved ? <i>Message removed</i> : text || "File"}
    </>
  );
  return onOpen ? (
    <UnstyledButton className={classes.quote} onClick={onOpen} aria-label={`Go to what ${author.name} said`}>
      {words}
    </UnstyledButton>
  ) : (
    <div className={classes.quote}>{words}</div>
  );
}
