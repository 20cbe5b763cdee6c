"use client";

import { PageCrumb } from "@steward/client";
import { ErrorState, LoadingState, notifyError, PageHeader, ProgressPanel, StatusBadge } from "@steward/ui";
import { useEffect, useRef } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { formatLabels, isBusy, statusLabels, type TaskImport } from "./import-labels.ts";
import { TaskImportResult } from "./import-result.tsx";
import { TaskImportSetup } from "./import-setup.tsx";

const pollMs = 700;

/** One import of tasks, wherever it stands: being set up, under way, or done. */
export function TaskImportPage({ id }: { id: string }) {
  const utils = trpc.useUtils();
  const query = trpc.projects.import.byId.useQuery(
    { id },
    { refetchInterval: ({ state }) => (isBusy(state.data?.status) ? pollMs : false) },
  );
  const status = query.data?.status;
  const before = useRef(status);
  useEffect(() => {
    // What came in shows up in every list of tasks.
    if (isBusy(before.current) && !isBusy(status)) void utils.projects.invalidate();
    before.current = status;
  }, [status, utils]);
  if (query.isPending) return <LoadingState label="Loading the import" lines={6} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const detail = query.data;
  const { label, tone } = statusLabels[detail.status];
  return (
    <>
      <PageCrumb label={detail.fileName} />
      <PageHeader
        title={detail.fileName}
        badge={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={`${formatLabels[detail.format]}, into ${detail.project.name}, uploaded by ${detail.memberName}`}
      />
      <Body detail={detail} />
    </>
  );
}

function Body({ detail }: { detail: TaskImport }) {
  if (isBusy(detail.status)) return <Progress detail={detail} />;
  const isNew = detail.createdCount === 0 && detail.status !== "completed" && detail.status !== "undone";
  return isNew ? <TaskImportSetup detail={detail} /> : <TaskImportResult detail={detail} />;
}

function Progress({ detail }: { detail: TaskImport }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const stop = trpc.projects.import.stop.useMutation({
    onError: notifyError,
    onSettled: () => utils.projects.import.byId.invalidate({ id: detail.id }),
  });
  const stopping = detail.stopping || stop.isPending;
  const waiting = detail.status === "queued";
  return (
    <ProgressPanel
      title={waiting ? "Waiting for its turn" : "Importing tasks"}
      done={detail.createdCount + detail.skippedCount + detail.failedCount}
      {...(waiting ? {} : { total: detail.rowCount })}
      unit="rows"
      detail={stopping ? "Stopping: what has come in can be undone" : "You may leave this page; the import goes on"}
      {...(may("projects.import.write") && !stopping ? { onCancel: () => stop.mutate({ id: detail.id }) } : {})}
    />
  );
}
