"use client";

import type { ImportOptions } from "@steward/contracts/crm/import";
import { notifyError } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import type { ImportDetail } from "./words.ts";

export type SetupDraft = Pick<ImportDetail, "kind" | "mapping" | "options">;
export interface SetupChange {
  kind?: SetupDraft["kind"];
  mapping?: SetupDraft["mapping"];
  options?: Partial<ImportOptions>;
}

/** How the file is to be read: shown at once, kept on the server with every change, so that a reload loses nothing. */
export function useConfigure(detail: ImportDetail): {
  draft: SetupDraft;
  change: (change: SetupChange) => void;
  saving: boolean;
} {
  const utils = trpc.useUtils();
  const [pending, setPending] = useState<SetupDraft>();
  const configure = trpc.crm.import.configure.useMutation({
    // One after the other: two changes in quick succession must not overtake each other.
    scope: { id: `configure-${detail.id}` },
    onError: notifyError,
    onSuccess: (saved) => utils.crm.import.byId.setData({ id: detail.id }, saved),
    onSettled: async () => {
      setPending(undefined);
      await utils.crm.import.review.invalidate({ id: detail.id });
    },
  });
  const draft = pending ?? detail;
  const change = ({ kind, mapping, options }: SetupChange) => {
    const next = { ...draft, ...(mapping ? { mapping } : {}), options: { ...draft.options, ...options } };
    // Another kind starts from a guess that only the server makes.
    if (kind === undefined) setPending(next);
    configure.mutate({
      id: detail.id,
      ...(kind ? { kind } : {}),
      ...(mapping ? { mapping } : {}),
      ...(options ? { options } : {}),
    });
  };
  return { draft, change, saving: configure.isPending };
}
