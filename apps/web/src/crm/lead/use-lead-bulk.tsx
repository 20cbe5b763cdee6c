"use client";

import { type BulkAction, notifySuccess } from "@steward/ui";
import { IconTag, IconUserShare } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { OwnerDialog, TagsDialog } from "../part/bulk-dialogs.tsx";
import type { LeadRow } from "./lead-columns.tsx";

const leads = (count: number) => (count === 1 ? "1 lead" : `${count} leads`);

interface Asked {
  what: "owner" | "tags";
  ids: string[];
  finish: () => void;
}

/** What can be done with chosen leads, each with its undo, and the dialogs that ask for details. */
export function useLeadBulk(): { actions: BulkAction<LeadRow>[]; dialogs: ReactNode } {
  const may = useMay();
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const onSuccess = () => utils.crm.invalidate();
  const change = trpc.crm.lead.updateMany.useMutation({ onSuccess });
  const remove = trpc.crm.lead.remove.useMutation({ onSuccess });
  const restore = trpc.crm.lead.restore.useMutation({ onSuccess });

  const apply = async (input: RouterInputs["crm"]["lead"]["updateMany"]) => {
    const { count, undo } = await change.mutateAsync(input);
    const takeBack = async () => {
      for (const previous of undo) await change.mutateAsync(previous);
    };
    notifySuccess(`${leads(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
  };
  // The table clears its selection when the promise resolves: when the dialog is through.
  const ask = (what: Asked["what"]) => (ids: string[]) =>
    new Promise<void>((finish) => setAsked({ what, ids, finish }));
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };

  const actions: BulkAction<LeadRow>[] = [];
  if (may("crm.lead.write")) {
    actions.push(
      { id: "owner", label: "Owner", icon: IconUserShare, onRun: ask("owner") },
      { id: "tags", label: "Tags", icon: IconTag, onRun: ask("tags") },
    );
  }
  if (may("crm.lead.remove")) {
    actions.push(removeAction({ remove, restore, inWords: leads }));
  }
  const count = (what: Asked["what"]) => (asked?.what === what ? asked.ids.length : undefined);
  const ids = asked?.ids ?? [];
  const dialogs = (
    <>
      <OwnerDialog count={count("owner")} onClose={close} onApply={(ownerId) => apply({ ids, ownerId })} />
      <TagsDialog count={count("tags")} onClose={close} onApply={(choice) => apply({ ids, ...choice })} />
    </>
  );
  return { actions, dialogs };
}
