"use client";

import { type ApiClient, useTenantSlug } from "@steward/client";
import { toProblem } from "@steward/ui";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { createOutbox, type Outbox, type OutboxEntry, type Sending, sendWaiting } from "./outbox.ts";

/** The answer is no answer, or one that another moment changes; a session that ended begins again, too. */
const passing = new Set(["OFFLINE", "UNAVAILABLE", "RATE_LIMITED", "UNAUTHENTICATED", "INTERNAL"]);
/** While something waits, the line is tried this often, beside the moments when it is said to be back. */
const retryMs = 4_000;

const OutboxContext = createContext<Outbox | null>(null);
const none: readonly OutboxEntry[] = [];
const nothing = () => none;

async function send({ messaging }: ApiClient, entry: OutboxEntry): Promise<Sending> {
  const { clientId, conversationId, content, replyToId, threadRootId, files } = entry;
  try {
    const fileIds = files.map(({ id }) => id);
    await messaging.message.send.mutate({ clientId, conversationId, content, replyToId, threadRootId, fileIds });
    return { sent: true };
  } catch (error) {
    const { code, message } = toProblem(error);
    return { sent: false, problem: passing.has(code) ? null : message };
  }
}

/** Sends what is written, wherever in the workspace its writer has gone meanwhile. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const slug = useTenantSlug();
  const { member } = useTenant();
  const { client } = trpc.useUtils();
  const [outbox, setOutbox] = useState<Outbox | null>(null);
  const key = `steward.outbox.${slug}.${member.id}`;
  // The store is the browser's: the server renders without one.
  useEffect(() => setOutbox(createOutbox(window.localStorage, key)), [key]);

  const busy = useRef(false);
  const run = useEffectEvent(async () => {
    if (!outbox || busy.current) return;
    busy.current = true;
    const sendAll = () => sendWaiting(outbox, (entry) => send(client, entry));
    try {
      // One window at a time, so that the order holds; a page without TLS has no locks, and the server knows the ids.
      if (navigator.locks) await navigator.locks.request(key, { ifAvailable: true }, (lock) => lock && sendAll());
      else await sendAll();
    } finally {
      busy.current = false;
    }
  });

  useEffect(() => {
    if (!outbox) return;
    const attempt = () => {
      if (outbox.all().some(({ state }) => state === "waiting")) void run();
    };
    const reload = (event: StorageEvent) => {
      if (event.key === key) outbox.reload();
    };
    const leave = outbox.subscribe(attempt);
    const timer = setInterval(attempt, retryMs);
    window.addEventListener("online", attempt);
    window.addEventListener("storage", reload);
    attempt();
    return () => {
      leave();
      clearInterval(timer);
      window.removeEventListener("online", attempt);
      window.removeEventListener("storage", reload);
    };
  }, [outbox, key]);
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

/** The messages on their way, and how to add to them; null until the page runs in a browser. */
export function useOutbox(): Outbox | null {
  return useContext(OutboxContext);
}

export function useOutboxEntries(): readonly OutboxEntry[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox?.subscribe ?? subscribeToNothing, outbox?.all ?? nothing, nothing);
}
const subscribeToNothing = () => () => {};
