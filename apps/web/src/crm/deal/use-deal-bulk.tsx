"use client";

import { type BulkAction, notifySuccess } from "@steward/ui";
import { IconCalendar, IconStack2, IconTag, IconUserShare } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { OwnerDialog, TagsDialog } from "../part/bulk-dialogs.tsx";
import { CloseDateDialog, StageDialog } from "./bulk-dialogs.tsx";
import type { DealRow } from "./deal-columns.tsx";
import { dealsInWords } from "./deal-words.tsx";

interface Asked {
  what: "owner" | "tags" | "stage" | "close";
  ids: string[];
  finish: () => void;
}

/** What can be done with chosen deals, each with its undo, and the dialogs that ask for details. */
export function useDealBulk(): { actions: BulkAction<DealRow>[]; dialogs: ReactNode } {
  const may = useMay();
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const onSuccess = () => utils.crm.invalidate();
  const change = trpc.crm.deal.updateMany.useMutation({ onSuccess });
  const remove = trpc.crm.deal.remove.useMutation({ onSuccess });
  const restore = trpc.crm.deal.restore.useMutation({ onSuccess });

  const apply = async (input: RouterInputs["crm"]["deal"]["updateMany"]) => {
    const { count, undo } = await change.mutateAsync(input);
    const takeBack = async () => {
      for (const previous of undo) await change.mutateAsync(previous);
    };
    notifySuccess(`${dealsInWords(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
  };
  // The table clears its selection when the promise resolves: when the dialog is through.
  const ask = (what: Asked["what"]) => (ids: string[]) =>
    new Promise<void>((finish) => setAsked({ what, ids, finish }));
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };

  const actions: BulkAction<DealRow>[] = [];
  if (may("crm.deal.write")) {
    actions.push(
      { id: "owner", label: "Owner", icon: IconUserShare, onRun: ask("owner") },
      { id: "stage", label: "Stage", icon: IconStack2, onRun: ask("stage") },
      { id: "close", label: "Expected close", icon: IconCalendar, onRun: ask("close") },
      { id: "tags", label: "Tags", icon: IconTag, onRun: ask("tags") },
    );
  }
  if (may("crm.deal.remove")) {
    actions.push(removeAction({ remove, restore, inWords: dealsInWords }));
  }
  const dialog = (what: Asked["what"]) => ({
    count: asked?.what === what ? asked.ids.length : undefined,
    onClose: close,
  });
  const ids = asked?.ids ?? [];
  const dialogs = (
    <>
      <OwnerDialog {...dialog("owner")} onApply={(ownerId) => apply({ ids, ownerId })} />
      <TagsDialog {...dialog("tags")} onApply={(choice) => apply({ ids, ...choice })} />
      <StageDialog {...dialog("stage")} onApply={(stageId) => apply({ ids, stageId })} />
      <CloseDateDialog {...dialog("close")} onApply={(expectedCloseOn) => apply({ ids, expectedCloseOn })} />
    </>
  );
  return { actions, dialogs };
}
