"use client";

import { Loader } from "@mantine/core";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import classes from "./banner.module.css";
import { connection } from "./store.ts";

const retryMs = 3_000;

/** Says that the server cannot be reached, keeps trying, and goes away by itself. */
export function ConnectionBanner({ apiUrl, onBack }: { apiUrl: string; onBack: () => unknown }) {
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost, () => false);
  const back = useEffectEvent(onBack);

  useEffect(() => {
    const offline = () => connection.report(false);
    window.addEventListener("offline", offline);
    return () => window.removeEventListener("offline", offline);
  }, []);

  useEffect(() => {
    if (!lost) return;
    const tries = new AbortController();
    const attempt = async () => {
      // Only whether it answers matters, so the answer may be opaque.
      const options = { mode: "no-cors", cache: "no-store", signal: tries.signal } as const;
      const answered = await fetch(`${apiUrl}/health/live`, options).then(
        () => true,
        () => false,
      );
      if (!answered || tries.signal.aborted) return;
      connection.report(true);
      back();
    };
    const timer = setInterval(attempt, retryMs);
    return () => {
      clearInterval(timer);
      tries.abort();
    };
  }, [lost, apiUrl]);

  return (
    <div role="status" aria-live="polite">
      {lost ? (
        <div className={classes.banner}>
          <Loader size={14} color="currentColor" aria-hidden />
          The server cannot be reached. Trying again; what you typed is kept.
        </div>
      ) : null}
    </div>
  );
}
