"use client";

import { useRef, useState } from "react";
import { notifyError } from "../feedback/notify.tsx";

/**
 * Values shown before the server answers, by id. A refused one falls back by itself and is said; of several for the same
 * id the newest shows until its own answer.
 */
export function usePending<Value>(send: ((id: string, value: Value) => Promise<unknown>) | undefined) {
  const [pending, setPending] = useState<ReadonlyMap<string, Value>>(new Map());
  const newest = useRef(new Map<string, { value: Value }>());
  const show = () => setPending(new Map([...newest.current].map(([id, { value }]) => [id, value])));
  const save = async (id: string, value: Value) => {
    if (!send) return;
    const entry = { value };
    newest.current.set(id, entry);
    show();
    try {
      await send(id, value);
    } catch (error) {
      notifyError(error);
    } finally {
      if (newest.current.get(id) === entry) newest.current.delete(id);
      show();
    }
  };
  return { pending, save };
}
