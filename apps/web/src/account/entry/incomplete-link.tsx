"use client";

import { Button } from "@mantine/core";
import { EntryFrame, EntryNote } from "@steward/client";

/** Stands where a link from a mail came without its secret part. */
export function IncompleteLink() {
  return (
    <EntryFrame title="This link is incomplete">
      <EntryNote
        actions={
          <Button component="a" href="/sign-in" variant="default" size="md" fullWidth>
            Go to sign-in
          </Button>
        }
      >
        Some mail programs cut long links. Open it from the mail again, or copy the whole address.
      </EntryNote>
    </EntryFrame>
  );
}
