"use client";

import { useEffect, useState } from "react";

/** Whether something has gone on for longer than it should; each key is timed anew. */
export function useLate(key: string, afterMs: number): boolean {
  const [late, setLate] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setLate(key), afterMs);
    return () => clearTimeout(timer);
  }, [key, afterMs]);
  return late === key;
}
