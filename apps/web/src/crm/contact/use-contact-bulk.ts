"use client";

import { trpc } from "../../trpc/client.tsx";
import { useOwnedBulk } from "../part/use-owned-bulk.tsx";
import type { ContactRow } from "./contact-columns.tsx";

const contacts = (count: number) => (count === 1 ? "1 contact" : `${count} contacts`);

/** What can be done with chosen contacts, each with its undo, and the dialogs that ask for details. */
export function useContactBulk() {
  const utils = trpc.useUtils();
  const onSuccess = () => Promise.all([utils.crm.contact.invalidate(), utils.crm.tag.invalidate()]);
  return useOwnedBulk<ContactRow>({
    kind: "contact",
    inWords: contacts,
    change: trpc.crm.contact.updateMany.useMutation({ onSuccess }),
    remove: trpc.crm.contact.remove.useMutation({ onSuccess }),
    restore: trpc.crm.contact.restore.useMutation({ onSuccess }),
  });
}
