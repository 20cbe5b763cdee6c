"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { trpc } from "../api/react.ts";
import { liveLine } from "../connection/store.ts";
import { gatherChanges } from "./changes.ts";
import { hearings } from "./hearings.ts";
import { startLive } from "./session.ts";

/**
 * Makes everything inside the provider live: whatever changes in the organisation, whoever changes it, the queries of that
 * module are asked again where a screen shows them, and when they are next shown elsewhere. Once a page, in its frame.
 *
 * By module rather than by kind of record: a deal that is won changes lists, sums, timelines and the account it belongs to.
 * A query with `meta: { live: false }` is left to its screen, which listens for itself (`useLiveEvent`).
 */
export function useLive(): void {
  const { client } = trpc.useUtils();
  const queries = useQueryClient();
  useEffect(() => {
    const changes = gatherChanges((modules) => {
      for (const module of modules) {
        void queries.invalidateQueries({ queryKey: [[module]], predicate: ({ meta }) => meta?.live !== false });
      }
    });
    const stop = startLive(client, {
      onEvent(event) {
        changes.add(event.address);
        hearings.tell(event);
      },
      onSignal: hearings.tell,
      onSnapshot() {
        void queries.invalidateQueries();
        hearings.tell({ kind: "snapshot" });
      },
      onListening: liveLine.report,
    });
    return () => {
      stop();
      changes.stop();
      liveLine.report(true);
    };
  }, [client, queries]);
}
