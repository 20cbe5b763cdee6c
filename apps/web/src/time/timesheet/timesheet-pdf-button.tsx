"use client";

import { Button } from "@mantine/core";
import { notifyError, saveFile } from "@steward/ui";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";

/** Saves a week as a document, to print and to file. */
export function TimesheetPdfButton({ id }: { id: string }) {
  const { client } = trpc.useUtils();
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      const { fileName, base64 } = await client.time.timesheet.pdf.query({ id });
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      saveFile(fileName, "application/pdf", [bytes]);
    } catch (error) {
      notifyError(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFileTypePdf size={16} aria-hidden />}
      loading={saving}
      onClick={() => void save()}
    >
      Save as PDF
    </Button>
  );
}
