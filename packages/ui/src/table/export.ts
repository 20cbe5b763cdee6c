"use client";

import { useState } from "react";
import { notifyError } from "../feedback/notify.tsx";

/** Hands a text to the browser as a file. */
export function saveFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Firefox starts the download after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A stretch of an export, as the export procedures answer it. */
export interface ExportChunk {
  text: string;
  rowCount: number;
  nextCursor: string | null;
}

export interface ExportFile {
  name: string;
  type: string;
  fetchChunk: (cursor: string | null) => Promise<ExportChunk>;
}

/** Fetches an export stretch by stretch and saves it as one file; `exported` counts the rows while it runs. */
export function useExport(): { run: (file: ExportFile) => Promise<void>; exported: number | null } {
  const [exported, setExported] = useState<number | null>(null);
  const run = async ({ name, type, fetchChunk }: ExportFile) => {
    const parts: string[] = [];
    let rows = 0;
    setExported(0);
    try {
      let cursor: string | null = null;
      do {
        const chunk: ExportChunk = await fetchChunk(cursor);
        parts.push(chunk.text);
        rows += chunk.rowCount;
        cursor = chunk.nextCursor;
        setExported(rows);
      } while (cursor !== null);
      saveFile(name, type, parts);
    } catch (error) {
      notifyError(error);
    } finally {
      setExported(null);
    }
  };
  return { run, exported };
}
