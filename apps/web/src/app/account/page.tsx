import { requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { ProfilePage } from "../../account/profile-page.tsx";

export const metadata: Metadata = { title: "Your profile" };

export default async function Page() {
  const { name, email } = await requireProfile();
  return <ProfilePage person={{ name, email }} />;
}
