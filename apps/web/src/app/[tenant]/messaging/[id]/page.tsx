import { requireRecord } from "@steward/client/server";
import type { Metadata } from "next";
import { cache } from "react";
import { ConversationPage } from "../../../../messaging/conversation/conversation-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  params: Promise<{ tenant: string; id: string }>;
}

const load = cache((id: string) => requireRecord(() => api.messaging.conversation.byId({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).title };
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
