"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ExportFile, useExport } from "./export.ts";

/** Saves what a list's search and filter find; busy while it fetches. */
export function ExportButton({ name, fetchChunk }: Pick<ExportFile, "name" | "fetchChunk">) {
  const { run, exported } = useExport();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      loading={exported !== null}
      onClick={() => void run({ name, type: "text/csv", fetchChunk })}
    >
      Export
    </Button>
  );
}
