import { Anchor } from "@mantine/core";
import { OrganisationPicker } from "@steward/client";
import { getFrameFacts, requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";

export const metadata: Metadata = { title: "Your organisations" };

export default async function Page() {
  const profile = await requireProfile();
  const [first, ...others] = profile.organisations;
  if (first && others.length === 0 && !profile.operator) redirect(`/${first.slug}`);
  const { settings } = await getFrameFacts();
  return (
    <OrganisationPicker
      title="Where would you like to work?"
      person={profile}
      organisations={profile.organisations}
      empty={{
        title: "You do not belong to an organisation",
        description: "Ask an administrator of yours to add you with the e-mail address above.",
      }}
      links={profile.operator ? <Anchor href={`${settings.adminUrl}/operator/tenants`}>Operator console</Anchor> : null}
    />
  );
}
