"use client";

import { Alert } from "@mantine/core";
import type { RouterOutputs } from "../../trpc/client.tsx";

type Sheet = Pick<RouterOutputs["time"]["timesheet"]["byId"], "status" | "note" | "decidedBy">;

/** What whoever decided a week had to say about it; most of all why it was sent back. */
export function DecisionNote({ sheet: { status, note, decidedBy } }: { sheet: Sheet }) {
  if (!note) return status === "rejected" ? <Rejected by={decidedBy?.name} /> : null;
  return (
    <Alert
      role="note"
      color={status === "rejected" ? "red" : "gray"}
      title={status === "rejected" ? "Sent back" : "Note"}
    >
      {decidedBy ? <b>{decidedBy.name}: </b> : null}
      {note}
    </Alert>
  );
}

function Rejected({ by = "Somebody" }: { by?: string | undefined }) {
  return (
    <Alert role="note" color="red" title="Sent back">
      {by} rejected this week without saying why. Change its time, and submit it again.
    </Alert>
  );
}
