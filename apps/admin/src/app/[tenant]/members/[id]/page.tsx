import { requireRecord } from "@steward/client/server";
import type { Metadata } from "next";
import { cache } from "react";
import { MemberPage } from "../../../../member/member-page.tsx";
import { api, HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  params: Promise<{ id: string }>;
}

const load = cache((id: string) => requireRecord(() => api.org.member.byId({ id })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  await load(id);
  void api.org.member.byId.prefetch({ id });
  return (
    <HydrateClient>
      <MemberPage id={id} />
    </HydrateClient>
  );
}
