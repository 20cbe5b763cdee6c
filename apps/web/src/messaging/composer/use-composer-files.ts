"use client";

import { maxMessageFiles } from "@steward/contracts/messaging/message";
import { useCallback, useState } from "react";
import { type FileItem, FileRefused } from "../../files/file/send-file.ts";
import { useUploads } from "../../files/file/use-uploads.ts";
import type { OutboxFile } from "../outbox/outbox.ts";

/** The files of a message that is being written: on their way up, and arrived. */
export function useComposerFiles() {
  const [ready, setReady] = useState<readonly OutboxFile[]>([]);
  const settle = useCallback(({ id, name, rejection }: FileItem) => {
    // Stands where the file was added, with its reason.
    if (rejection) throw new FileRefused(rejection);
    setReady((now) => [...now, { id, name }]);
  }, []);
  const { uploads, add, pause, resume, cancel } = useUploads(null, settle);
  const room = maxMessageFiles - ready.length - uploads.length;
  return {
    ready,
    uploads,
    pause,
    resume,
    cancel,
    add: (files: readonly File[]) => add(files.slice(0, Math.max(0, room))),
    remove: (id: string) => setReady((now) => now.filter((file) => file.id !== id)),
    /** Hands the arrived files over to the message. */
    take(): readonly OutboxFile[] {
      setReady([]);
      return ready;
    },
  };
}
