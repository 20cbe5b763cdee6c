"use client";

import { trpc } from "../../trpc/client.tsx";
import { useOwnedBulk } from "../part/use-owned-bulk.tsx";
import type { LeadRow } from "./lead-columns.tsx";

const leads = (count: number) => (count === 1 ? "1 lead" : `${count} leads`);

/** What can be done with chosen leads, each with its undo, and the dialogs that ask for details. */
export function useLeadBulk() {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.invalidate();
  return useOwnedBulk<LeadRow>({
    kind: "lead",
    inWords: leads,
    change: trpc.crm.lead.updateMany.useMutation({ onSuccess }),
    remove: trpc.crm.lead.remove.useMutation({ onSuccess }),
    restore: trpc.crm.lead.restore.useMutation({ onSuccess }),
  });
}
