"use client";

import { ErrorState, PageHeader } from "@steward/ui";

/** Inside the frame, so that the rest of the workspace stays within reach. */
export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHeader title="Something went wrong" />
      <ErrorState error={{ requestId: error.digest }} title="This page could not be shown" onRetry={reset} />
    </>
  );
}
