"use client";

import { type BulkAction, notifySuccess } from "@steward/ui";
import { IconTag, IconUserShare } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { OwnerDialog, TagsDialog } from "../part/bulk-dialogs.tsx";
import type { ContactRow } from "./contact-columns.tsx";

const contacts = (count: number) => (count === 1 ? "1 contact" : `${count} contacts`);

interface Asked {
  what: "owner" | "tags";
  ids: string[];
  finish: () => void;
}

/** What can be done with chosen contacts, each with its undo, and the dialogs that ask for details. */
export function useContactBulk(): { actions: BulkAction<ContactRow>[]; dialogs: ReactNode } {
  const may = useMay();
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const refresh = () => Promise.all([utils.crm.contact.invalidate(), utils.crm.tag.invalidate()]);
  const change = trpc.crm.contact.updateMany.useMutation({ onSuccess: refresh });
  const remove = trpc.crm.contact.remove.useMutation({ onSuccess: refresh });
  const restore = trpc.crm.contact.restore.useMutation({ onSuccess: refresh });

  const apply = async (input: RouterInputs["crm"]["contact"]["updateMany"]) => {
    const { count, undo } = await change.mutateAsync(input);
    const takeBack = async () => {
      for (const previous of undo) await change.mutateAsync(previous);
    };
    notifySuccess(`${contacts(count)} changed`, undo.length > 0 ? { undo: takeBack } : {});
  };
  // The table clears its selection when the promise resolves: when the dialog is through.
  const ask = (what: Asked["what"]) => (ids: string[]) =>
    new Promise<void>((finish) => setAsked({ what, ids, finish }));
  const close = () => {
    asked?.finish();
    setAsked(undefined);
  };

  const actions: BulkAction<ContactRow>[] = [];
  if (may("crm.contact.write")) {
    actions.push(
      { id: "owner", label: "Owner", icon: IconUserShare, onRun: ask("owner") },
      { id: "tags", label: "Tags", icon: IconTag, onRun: ask("tags") },
    );
  }
  if (may("crm.contact.remove")) {
    actions.push(removeAction({ remove, restore, inWords: contacts }));
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
