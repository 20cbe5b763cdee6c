"use client";

import { notifyError, ProgressPanel } from "@steward/ui";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { type ImportDetail, kindLabels } from "./words.ts";

/** An import under way, with the way to stop it. */
export function ImportProgress({ detail }: { detail: ImportDetail }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const cancel = trpc.crm.import.cancel.useMutation({
    onError: notifyError,
    onSettled: () => utils.crm.import.byId.invalidate({ id: detail.id }),
  });
  const stopping = detail.cancelling || cancel.isPending;
  const waiting = detail.status === "queued";
  return (
    <ProgressPanel
      title={waiting ? "Waiting for its turn" : `Importing ${kindLabels[detail.kind].toLowerCase()}`}
      done={detail.processedCount}
      {...(waiting ? {} : { total: detail.rowCount })}
      unit="rows"
      detail={stopping ? "Stopping: nothing of it will stay" : "You may leave this page; the import goes on"}
      {...(may("crm.import.write") && !stopping ? { onCancel: () => cancel.mutate({ id: detail.id }) } : {})}
    />
  );
}
