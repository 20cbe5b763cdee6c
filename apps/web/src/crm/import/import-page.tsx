"use client";

import { ErrorState, LoadingState, PageHeader, StatusBadge } from "@steward/ui";
import { useEffect, useRef } from "react";
import { trpc } from "../../trpc/client.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportResult } from "./import-result.tsx";
import { ImportSetup } from "./import-setup.tsx";
import { type ImportDetail, kindLabels, statusLabels } from "./words.ts";

const pollMs = 700;
const isBusy = (status: ImportDetail["status"] | undefined) => status === "queued" || status === "running";

/** One import, wherever it stands: being set up, under way, or done. */
export function ImportPage({ id }: { id: string }) {
  const utils = trpc.useUtils();
  const query = trpc.crm.import.byId.useQuery(
    { id },
    { refetchInterval: ({ state }) => (isBusy(state.data?.status) ? pollMs : false) },
  );
  const status = query.data?.status;
  const before = useRef(status);
  useEffect(() => {
    // What came in shows up in every list of customers.
    if (isBusy(before.current) && status === "completed") void utils.crm.invalidate();
    before.current = status;
  }, [status, utils]);
  if (query.isPending) return <LoadingState label="Loading the import" lines={6} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const detail = query.data;
  const { label, tone } = statusLabels[detail.status];
  return (
    <>
      <PageHeader
        title={detail.fileName}
        badge={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={`${kindLabels[detail.kind]}, uploaded by ${detail.memberName}`}
      />
      <ImportBody detail={detail} />
    </>
  );
}

function ImportBody({ detail }: { detail: ImportDetail }) {
  if (isBusy(detail.status)) return <ImportProgress detail={detail} />;
  if (detail.status === "completed" || detail.status === "undone") return <ImportResult detail={detail} />;
  return <ImportSetup detail={detail} />;
}
