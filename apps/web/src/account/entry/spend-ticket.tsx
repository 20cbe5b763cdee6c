"use client";

import { Button } from "@mantine/core";
import { EntryFrame, EntryNote, signInWithTicket } from "@steward/client";
import { LoadingState, toProblem } from "@steward/ui";
import { useEffect, useRef, useState } from "react";

/** Turns a ticket into the session it stands for, and goes on. A ticket works once, so it is spent once. */
export function SpendTicket({ ticket, returnTo }: { ticket: string; returnTo: string }) {
  const spent = useRef(false);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    // React's development mode runs effects twice.
    if (spent.current) return;
    spent.current = true;
    signInWithTicket(ticket)
      .catch(() => "internal")
      .then((reason) => {
        // `replace`: going back must not lead to a ticket that is spent.
        if (reason === null) window.location.replace(returnTo);
        else setRefused(reason);
      });
  }, [ticket, returnTo]);
  if (refused === null) {
    return (
      <EntryFrame title="One moment">
        <LoadingState label="Changing who you are…" />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="This did not work">
      <EntryNote
        actions={
          <Button component="a" href="/" variant="default" size="md" fullWidth>
            Go to Steward
          </Button>
        }
      >
        {toProblem({ reason: refused, code: "INTERNAL" }).message}
      </EntryNote>
    </EntryFrame>
  );
}
