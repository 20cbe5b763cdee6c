import type { ReactNode } from "react";
import { MessagingFrame } from "../../../messaging/frame/messaging-frame.tsx";
import { api, HydrateClient } from "../../../trpc/server.ts";

export default function Layout({ children }: { children: ReactNode }) {
  void api.messaging.conversation.list.prefetchInfinite({ limit: 100 });
  return (
    <HydrateClient>
      <MessagingFrame>{children}</MessagingFrame>
    </HydrateClient>
  );
}
