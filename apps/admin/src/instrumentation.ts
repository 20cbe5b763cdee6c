import type { Instrumentation } from "next";

// Next also builds this file for its edge runtime, where neither drivers nor logs exist: the condition, written
// like this, keeps them out of that build.

/** Runs once when the process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { openPlatform } = await import("@steward/client/instrumentation");
    openPlatform("admin");
  }
}

export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("@steward/client/instrumentation");
    await logRequestError(...failure);
  }
};
