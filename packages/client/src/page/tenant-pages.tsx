"use client";

import { EmptyState, ErrorState, LoadingState, PageHeader } from "@steward/ui";

/** 404 inside an organisation's frame. */
export function TenantNotFoundPage() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        title="There is nothing here"
        description="This record or page does not exist, or you cannot see it."
      />
    </>
  );
}

/** A page that failed, inside the frame, so that the rest of the workspace stays within reach. */
export function TenantFailurePage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHeader title="Something went wrong" />
      <ErrorState error={{ requestId: error.digest }} title="This page could not be shown" onRetry={reset} />
    </>
  );
}

/** Stands while a page is on its way. */
export function TenantLoadingPage() {
  return <LoadingState lines={8} label="Loading the page" />;
}
