"use client";

import { Button, Stack, Text } from "@mantine/core";
import type { FileTarget } from "@steward/contracts/files/file";
import { ErrorState, LoadingState, notifyError, notifySuccess, SectionCard } from "@steward/ui";
import { FileDrop } from "@steward/ui/files";
import { useCallback } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { FileRow } from "./file-row.tsx";
import type { FileItem } from "./send-file.ts";
import { UploadRow } from "./upload-row.tsx";
import { useUploads } from "./use-uploads.ts";

const pageSize = 20;
/** While the worker reads what has just come. */
const lookMs = 1_500;
const maxAtOnce = 50;

interface FilesPanelProps {
  target: FileTarget;
  /** Whether the reader may change the record the files are on. */
  canWrite: boolean;
}

/** The files on one record, of whatever module: what is there, what is coming, and where to drop more. */
export function FilesPanel({ target, canWrite }: FilesPanelProps) {
  const may = useMay();
  const utils = trpc.useUtils();
  const refresh = useCallback(() => utils.files.file.list.invalidate(), [utils]);
  const { uploads, add, ...deeds } = useUploads(target, refresh);
  const query = trpc.files.file.list.useInfiniteQuery(
    { ...target, limit: pageSize },
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isRead)) ? lookMs : false),
    },
  );
  const remove = useRemove(refresh);
  const files = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const mayAdd = canWrite && may("files.file.write");
  const isEmpty = query.isSuccess && files.length === 0 && uploads.length === 0;
  return (
    <SectionCard title="Files" count={query.hasNextPage || files.length === 0 ? undefined : files.length}>
      <Stack gap="sm">
        {mayAdd ? <FileDrop compact onFiles={add} maxFiles={maxAtOnce} /> : null}
        {query.isPending ? <LoadingState lines={2} label="Loading files" /> : null}
        {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
        {isEmpty ? (
          <Text size="sm" c="dimmed">
            {mayAdd ? "No files yet. Contracts, plans and photos find their place here." : "No files yet."}
          </Text>
        ) : null}
        {isEmpty ? null : (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
            {uploads.map((upload) => (
              <UploadRow key={upload.key} upload={upload} {...deeds} />
            ))}
            {files.map((file) => (
              <FileRow
                key={file.id}
                file={file}
                onRemove={canWrite && may("files.file.remove") ? () => remove(file) : undefined}
              />
            ))}
          </Stack>
        )}
        {query.hasNextPage ? (
          <Button variant="subtle" size="compact-sm" loading={query.isFetching} onClick={() => query.fetchNextPage()}>
            Show older files
          </Button>
        ) : null}
      </Stack>
    </SectionCard>
  );
}

const isRead = ({ processing }: FileItem) => processing === "waiting" || processing === "running";

function useRemove(refresh: () => Promise<unknown>) {
  const options = { onSuccess: refresh, onError: notifyError };
  const restore = trpc.files.file.restore.useMutation(options);
  const remove = trpc.files.file.remove.useMutation(options);
  return (file: FileItem) =>
    remove.mutate(
      { ids: [file.id] },
      {
        onSuccess: (removed) => notifySuccess(`${file.name} removed`, { undo: () => restore.mutateAsync(removed) }),
      },
    );
}
