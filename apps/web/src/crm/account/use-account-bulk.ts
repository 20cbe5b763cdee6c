"use client";

import { trpc } from "../../trpc/client.tsx";
import { useOwnedBulk } from "../part/use-owned-bulk.tsx";
import type { AccountRow } from "./account-columns.tsx";

const accounts = (count: number) => (count === 1 ? "1 account" : `${count} accounts`);

/** What can be done with chosen accounts, each with its undo, and the dialogs that ask for details. */
export function useAccountBulk() {
  const utils = trpc.useUtils();
  const onSuccess = () => Promise.all([utils.crm.account.invalidate(), utils.crm.tag.invalidate()]);
  return useOwnedBulk<AccountRow>({
    kind: "account",
    inWords: accounts,
    change: trpc.crm.account.updateMany.useMutation({ onSuccess }),
    remove: trpc.crm.account.remove.useMutation({ onSuccess }),
    restore: trpc.crm.account.restore.useMutation({ onSuccess }),
  });
}
