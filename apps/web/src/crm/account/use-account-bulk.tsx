"use client";

import { type BulkAction, notifySuccess } from "@steward/ui";
import { IconTag, IconUserShare } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { OwnerDialog, TagsDialog } from "../part/bulk-dialogs.tsx";
import type { AccountRow } from "./account-columns.tsx";

const accounts = (count: number) => (count === 1 ? "1 account" : `${count} accounts`);

interface Asked {
  what: "owner" | "tags";
  ids: string[];
  finish: () => void;
}

/** What can be done with chosen accounts, each with its undo, and the dialogs that ask for details. */
export function useAccountBulk(): { actions: BulkAction<AccountRow>[]; dialogs: ReactNode } {
  const may = useMay();
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const refresh = () => Promise.all([utils.crm.account.invalidate(), utils.crm.tag.invalidate()]);
  const change = trpc.crm.account.updateMany.useMutation({ onSuccess: refresh });
  const remove = trpc.crm.account.remove.useMutation({ onSuccess: refresh });
  const restore = trpc.crm.account.restore.useMutation({ onSuccess: refresh });

  const apply = async (input: RouterInputs["crm"]["account"]["updateMany"]) => {
    const { count, undo } = await change.mutateAsync(input);
    const takeBack = async () => {
      for (const previous of undo) await change.mutateAsync(previous);
    };
    notifySuccess(`${accounts(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
  };
  // The table clears its selection when the promise resolves: when the dialog is through.
  const ask = (what: Asked["what"]) => (ids: string[]) =>
    new Promise<void>((finish) => setAsked({ what, ids, finish }));
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };

  const actions: BulkAction<AccountRow>[] = [];
  if (may("crm.account.write")) {
    actions.push(
      { id: "owner", label: "Owner", icon: IconUserShare, onRun: ask("owner") },
      { id: "tags", label: "Tags", icon: IconTag, onRun: ask("tags") },
    );
  }
  if (may("crm.account.remove")) {
    actions.push(removeAction({ remove, restore, inWords: accounts }));
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
