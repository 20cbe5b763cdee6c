"use client";

import { RelativeTime } from "@steward/ui";
import { stateWords } from "./presence-words.ts";
import { usePresence } from "./use-presence.ts";

/** `Online`, `Away`, `Last seen 2 hours ago`. */
export function PresenceLine({ memberId }: { memberId: string }) {
  const presence = usePresence(memberId);
  if (!presence) return null;
  if (presence.state !== "offline" || !presence.lastSeenAt) return stateWords[presence.state];
  return (
    <>
      Last seen <RelativeTime value={presence.lastSeenAt} />
    </>
  );
}
