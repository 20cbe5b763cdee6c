"use client";

import type { Person } from "@steward/contracts/messaging/conversation";
import type { MessageItem } from "@steward/contracts/messaging/message";
import { useCallback } from "react";

/** What a member is called, as far as the page has met them: who is in the conversation, and who has written. */
export function useNames(items: readonly MessageItem[], people: readonly Person[]) {
  return useCallback(
    (memberId: string): string =>
      people.find((person) => person.memberId === memberId)?.name ??
      items.find(({ author }) => author.memberId === memberId)?.author.name ??
      "Somebody",
    [items, people],
  );
}
