"use client";

import { FailurePage } from "@steward/client";

export default function Failure({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailurePage digest={error.digest} onRetry={reset} />;
}
