"use client";

import { Button } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { EmptyState } from "../state/states.tsx";

/** Something is there, but the search or the filters hide all of it. */
export function NothingMatches({ label, onClear }: { label: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={IconFilterOff}
      title="Nothing matches"
      description={`No ${label.toLowerCase()} fit the search and filters in use.`}
      action={
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      }
    />
  );
}
