"use client";

import { Button } from "@mantine/core";
import { EmptyState, ErrorState, LoadingState, PageHeader } from "@steward/ui";
import { IconMapSearch } from "@tabler/icons-react";
import Link from "next/link";
import { useHref } from "../settings/tenant-path.tsx";

/** 404 inside an organisation's frame. */
export function TenantNotFoundPage() {
  const href = useHref();
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState
        icon={IconMapSearch}
        title="There is nothing here"
        description="This record or page does not exist, or you cannot see it."
        action={
          <Button variant="default" component={Link} href={href("/")}>
            Go to the front page
          </Button>
        }
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
