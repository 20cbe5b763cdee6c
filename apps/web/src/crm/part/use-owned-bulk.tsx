"use client";

import type { BulkAction } from "@steward/ui";
import { IconTag, IconUserShare } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { changeMany } from "../../list/change-many.ts";
import { type Removal, removeAction } from "../../list/remove-action.ts";
import { useBulkDialog } from "../../list/use-bulk-dialog.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { OwnerDialog, TagsDialog } from "./bulk-dialogs.tsx";

interface OwnedChange {
  ids: string[];
  ownerId?: string | null | undefined;
  addTagIds?: string[] | undefined;
  removeTagIds?: string[] | undefined;
}

interface OwnedRecords extends Removal {
  kind: "account" | "contact" | "lead";
  change: { mutateAsync: (input: OwnedChange) => Promise<{ count: number; undo: OwnedChange[] }> };
}

/** What can be done with chosen records that have an owner and tags, each with its undo, and the dialogs that ask. */
export function useOwnedBulk<Row>({ kind, change, remove, restore, inWords }: OwnedRecords): {
  actions: BulkAction<Row>[];
  dialogs: ReactNode;
} {
  const may = useMay();
  const { ids, ask, of } = useBulkDialog<"owner" | "tags">();
  const apply = (fields: Omit<OwnedChange, "ids">) => changeMany(change, { ids, ...fields }, inWords);
  const actions: BulkAction<Row>[] = [];
  if (may(`crm.${kind}.write`)) {
    actions.push(
      { id: "owner", label: "Owner", icon: IconUserShare, onRun: ask("owner") },
      { id: "tags", label: "Tags", icon: IconTag, onRun: ask("tags") },
    );
  }
  if (may(`crm.${kind}.remove`)) actions.push(removeAction({ remove, restore, inWords }));
  const dialogs = (
    <>
      <OwnerDialog {...of("owner")} onApply={(ownerId) => apply({ ownerId })} />
      <TagsDialog {...of("tags")} onApply={apply} />
    </>
  );
  return { actions, dialogs };
}
