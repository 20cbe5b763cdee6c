import type { Metadata } from "next";
import { ProfilePage } from "../../../organisation/profile-page.tsx";
import { api, HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function Page() {
  await api.org.tenant.current.prefetch();
  return (
    <HydrateClient>
      <ProfilePage />
    </HydrateClient>
  );
}
