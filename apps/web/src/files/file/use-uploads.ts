"use client";

import { useSettings } from "@steward/client";
import type { FileTarget } from "@steward/contracts/files/file";
import { notifyError, toProblem } from "@steward/ui";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { trpc } from "../../trpc/client.tsx";
import { type FileItem, reserve, sendParts } from "./send-file.ts";

export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly state: "waiting" | "sending" | "paused" | "checking" | "failed";
  readonly sentBytes: number;
  /** Why it failed, in words. */
  readonly problem: string | null;
}

type Change = { add: Upload[] } | { key: string; change: Partial<Upload> } | { remove: string };

function reduce(uploads: readonly Upload[], change: Change): readonly Upload[] {
  if ("add" in change) return [...uploads, ...change.add];
  if ("remove" in change) return uploads.filter(({ key }) => key !== change.remove);
  return uploads.map((upload) => (upload.key === change.key ? { ...upload, ...change.change } : upload));
}

/** Files at once; the parts of each travel side by side as well. */
const maxSending = 2;

/**
 * Uploads to one record: as many at once as the line bears, each with its progress, each to be held, cancelled, and gone
 * on with where it stopped. @param target null where the record is made later @param onSettled when one has come to its
 * end, with what has become of it; what it throws is why the upload failed
 */
export function useUploads(target: FileTarget | null, onSettled: (file: FileItem) => unknown) {
  const { apiUrl } = useSettings();
  const { client } = trpc.useUtils();
  const [uploads, change] = useReducer(reduce, []);
  const controllers = useRef(new Map<string, AbortController>());
  // Promises: whoever pauses or cancels while room is being asked for does not lose it.
  const reserved = useRef(new Map<string, Promise<string>>());

  const { address, entityId } = target ?? {};
  const send = useCallback(
    async ({ key, file }: Upload) => {
      const controller = new AbortController();
      controllers.current.set(key, controller);
      const { signal } = controller;
      const onProgress = (sentBytes: number) => change({ key, change: { sentBytes } });
      change({ key, change: { state: "sending", problem: null } });
      try {
        const record = address && entityId ? { address, entityId } : null;
        const asked = reserved.current.get(key) ?? reserve({ client }, file, record);
        reserved.current.set(key, asked);
        asked.catch(() => reserved.current.delete(key));
        const id = await asked;
        signal.throwIfAborted();
        await sendParts(id, file, { client, apiUrl, signal, onProgress });
        change({ key, change: { state: "checking", sentBytes: file.size } });
        // A rejection is an answer, too: the list shows it.
        const confirmed = await client.files.file.confirm.mutate({ id }, { signal });
        reserved.current.delete(key);
        await onSettled(confirmed);
        change({ remove: key });
      } catch (error) {
        if (!signal.aborted) change({ key, change: { state: "failed", problem: toProblem(error).message } });
      } finally {
        if (controllers.current.get(key) === controller) controllers.current.delete(key);
      }
    },
    [address, entityId, apiUrl, client, onSettled],
  );

  useEffect(() => {
    const busy = uploads.filter(({ state }) => state === "sending" || state === "checking").length;
    const next = uploads.filter(({ state }) => state === "waiting").slice(0, Math.max(0, maxSending - busy));
    for (const upload of next) void send(upload);
  }, [uploads, send]);

  // What is under way goes with the page.
  useEffect(() => {
    const running = controllers.current;
    return () => {
      for (const controller of running.values()) controller.abort();
    };
  }, []);
  useUnloadWarning(uploads.some(({ state }) => state !== "failed"));
  const stop = (key: string) => {
    controllers.current.get(key)?.abort();
    controllers.current.delete(key);
  };

  return {
    uploads,
    add: (files: readonly File[]) =>
      change({
        add: files.map((file) => ({
          key: crypto.getRandomValues(new Uint32Array(2)).join("-"),
          file,
          state: "waiting",
          sentBytes: 0,
          problem: null,
        })),
      }),
    /** Holds it where it is; the parts that have arrived stay there for a day. */
    pause(key: string) {
      stop(key);
      change({ key, change: { state: "paused" } });
    },
    /** Goes on where it stopped, after a pause as after a failure. */
    resume: (key: string) => change({ key, change: { state: "waiting", problem: null } }),
    cancel(key: string) {
      stop(key);
      const asked = reserved.current.get(key);
      reserved.current.delete(key);
      change({ remove: key });
      // Its room is free at once; without this, in a day. Where none was given there is nothing to free.
      asked?.then(
        (id) => client.files.file.cancel.mutate({ id }).catch(notifyError),
        () => {},
      );
    },
  };
}

function useUnloadWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [active]);
}
