"use client";

import { UnstyledButton } from "@mantine/core";
import type { QuotedMessage } from "@steward/contracts/messaging/message";
import classes from "./message.module.css";

/** The message that is answered; leads to it. */
export function Quote({ quoted: { author, text, isRemoved }, onOpen }: { quoted: QuotedMessage; onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.quote} onClick={onOpen} aria-label={`Go to what ${author.name} said`}>
      <b>{author.name}</b> {isRemoved ? <i>Message removed</i> : text || "File"}
    </UnstyledButton>
  );
}
