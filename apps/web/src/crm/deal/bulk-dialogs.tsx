"use client";

import { Select } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { useState } from "react";
import { BulkDialog, type BulkDialogProps } from "../part/bulk-dialogs.tsx";
import { stageOptions } from "./deal-columns.tsx";
import { usePipelines } from "./use-deal-options.ts";

/** Moves open deals to a stage. */
export function StageDialog({ onApply, ...frame }: BulkDialogProps<string>) {
  const [stageId, setStageId] = useState<string | null>(null);
  const { pipelines } = usePipelines();
  return (
    <BulkDialog
      {...frame}
      title="Move to a stage"
      ready={stageId !== null}
      onApply={async () => (stageId === null ? undefined : onApply(stageId))}
    >
      <Select
        label="Stage"
        description="Deals that are won or lost have to be reopened first"
        data={stageOptions(pipelines)}
        value={stageId}
        onChange={setStageId}
        data-autofocus
      />
    </BulkDialog>
  );
}

/** Says when deals are expected to close, or that nobody knows. */
export function CloseDateDialog({ onApply, ...frame }: BulkDialogProps<string | null>) {
  const [day, setDay] = useState<string | null>(null);
  return (
    <BulkDialog {...frame} title="Change expected close" ready onApply={() => onApply(day)}>
      <DateInput
        label="Expected close"
        description="Leave empty to take the date away"
        value={day}
        onChange={setDay}
        valueFormat="D MMM YYYY"
        clearable
        clearButtonProps={{ "aria-label": "Clear" }}
        data-autofocus
      />
    </BulkDialog>
  );
}
