"use client";

import { Loader } from "@mantine/core";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import classes from "./banner.module.css";
import { connection, liveLine } from "./store.ts";

const retryMs = 3_000;
/** A line that is opened again within this time is nobody's business. */
const quietMs = 3_000;

/** Whether changes by others have not been heard of for so long that somebody should know. */
function useDeaf(): boolean {
  const cut = useSyncExternalStore(liveLine.subscribe, liveLine.isLost, () => false);
  const [deaf, setDeaf] = useState(false);
  useEffect(() => {
    if (!cut) return;
    const timer = setTimeout(() => setDeaf(true), quietMs);
    return () => {
      clearTimeout(timer);
      setDeaf(false);
    };
  }, [cut]);
  return deaf;
}

/** Says that the server cannot be reached, or that changes are not heard of; it keeps trying, and goes away by itself. */
export function ConnectionBanner({ apiUrl, onBack }: { apiUrl: string; onBack: () => unknown }) {
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost, () => false);
  const deaf = useDeaf();
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
      {lost || deaf ? (
        <div className={classes.banner}>
          <Loader size={14} color="currentColor" aria-hidden />
          {lost
            ? "The server cannot be reached. Trying again; what you typed is kept."
            : "Reconnecting. Changes by others will show in a moment."}
        </div>
      ) : null}
    </div>
  );
}
