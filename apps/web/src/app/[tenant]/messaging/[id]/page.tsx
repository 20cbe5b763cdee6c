import { requireRecord, requireTenant } from "@steward/client/server";
import type { Metadata } from "next";
import { cache } from "react";
import { ConversationPage } from "../../../../messaging/conversation/conversation-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  params: Promise<{ tenant: string; id: string }>;
}

/** Null for an operator who acts as somebody: the page tells them why it shows nothing, where others find nothing. */
const load = cache(async (id: string) => {
  const { member } = await requireTenant();
  return member.impersonator === null ? requireRecord(() => api.messaging.conversation.byId({ id })) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id))?.title ?? "Conversation" };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  await load(id);
  void api.messaging.conversation.byId.prefetch({ id });
  return (
    <HydrateClient>
      <ConversationPage id={id} />
    </HydrateClient>
  );
}
