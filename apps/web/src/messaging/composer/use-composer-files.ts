"use client";

import { maxMessageFiles } from "@steward/contracts/messaging/message";
import { notifyError } from "@steward/ui";
import { useCallback, useState } from "react";
import type { FileItem } from "../../files/file/send-file.ts";
import { useUploads } from "../../files/file/use-uploads.ts";
import type { OutboxFile } from "../outbox/outbox.ts";

/** The files of a message that is being written: on their way up, and arrived. */
export function useComposerFiles() {
  const [ready, setReady] = useState<readonly OutboxFile[]>([]);
  const settle = useCallback(({ id, name, rejection }: FileItem) => {
    if (rejection) notifyError({ code: "PRECONDITION", reason: rejection });
    else setReady((now) => [...now, { id, name }]);
  }, []);
  const { uploads, add, retry, cancel } = useUploads(null, settle);
  const room = maxMessageFiles - ready.length - uploads.length;
  return {
    ready,
    uploads,
    retry,
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
