"use client";

import { useState } from "react";

interface Asked<What> {
  what: What;
  ids: string[];
  finish: () => void;
}

/** The dialogs that ask for the details of bulk actions, one at a time. */
export function useBulkDialog<What extends string>() {
  const [asked, setAsked] = useState<Asked<What>>();
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };
  return {
    /** The records it is asked about. */
    ids: asked?.ids ?? [],
    /** The action that opens a dialog. The table clears its selection when this resolves: when the dialog is through. */
    ask: (what: What) => (ids: string[]) => new Promise<void>((finish) => setAsked({ what, ids, finish })),
    /** What a dialog is told; without a count it stays closed. */
    of: (what: What) => ({ count: asked?.what === what ? asked.ids.length : undefined, onClose: close }),
  };
}
