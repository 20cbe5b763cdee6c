"use client";

import type { BulkAction } from "@steward/ui";
import { IconCalendar, IconStack2, IconTag, IconUserShare } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { changeMany } from "../../list/change-many.ts";
import { removeAction } from "../../list/remove-action.ts";
import { useBulkDialog } from "../../list/use-bulk-dialog.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { OwnerDialog, TagsDialog } from "../part/bulk-dialogs.tsx";
import { CloseDateDialog, StageDialog } from "./bulk-dialogs.tsx";
import type { DealRow } from "./deal-columns.tsx";
import { dealsInWords } from "./deal-words.tsx";

/** What can be done with chosen deals, each with its undo, and the dialogs that ask for details. */
export function useDealBulk(): { actions: BulkAction<DealRow>[]; dialogs: ReactNode } {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.invalidate();
  const change = trpc.crm.deal.updateMany.useMutation({ onSuccess });
  const remove = trpc.crm.deal.remove.useMutation({ onSuccess });
  const restore = trpc.crm.deal.restore.useMutation({ onSuccess });

  const { ids, ask, of } = useBulkDialog<"owner" | "tags" | "stage" | "close">();
  const apply = (fields: Omit<RouterInputs["crm"]["deal"]["updateMany"], "ids">) =>
    changeMany(change, { ids, ...fields }, dealsInWords);

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
  const dialogs = (
    <>
      <OwnerDialog {...of("owner")} onApply={(ownerId) => apply({ ownerId })} />
      <TagsDialog {...of("tags")} onApply={apply} />
      <StageDialog {...of("stage")} onApply={(stageId) => apply({ stageId })} />
      <CloseDateDialog {...of("close")} onApply={(expectedCloseOn) => apply({ expectedCloseOn })} />
    </>
  );
  return { actions, dialogs };
}
