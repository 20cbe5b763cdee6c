"use client";

import { Code } from "@mantine/core";
import { ErrorState, LoadingState } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

const indent = 2;

/** What a job was asked to do, without secrets and personal data. */
export function JobPayload({ id }: { id: string }) {
  const payload = trpc.operator.job.payload.useQuery({ id });
  if (payload.isPending) return <LoadingState lines={2} label="Asking what it was to do" />;
  if (payload.isError) return <ErrorState error={payload.error} onRetry={payload.refetch} />;
  return (
    <Code block mt="md" tabIndex={0} aria-label="What it was asked to do">
      {JSON.stringify(payload.data.payload, null, indent)}
    </Code>
  );
}
