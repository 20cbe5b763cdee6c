import { Anchor } from "@mantine/core";
import { OrganisationPicker } from "@steward/client";
import { requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";

export const metadata: Metadata = { title: "Your organisations" };

export default async function Page() {
  const profile = await requireProfile();
  const organisations = profile.organisations.filter(({ administers }) => administers);
  const [first, ...others] = organisations;
  if (profile.operator && !first) redirect("/operator/tenants");
  if (first && others.length === 0 && !profile.operator) redirect(`/${first.slug}`);
  return (
    <OrganisationPicker
      title="Which organisation do you administer?"
      person={profile}
      organisations={organisations}
      empty={{
        title: "You administer no organisation",
        description: "Its owner can make you an administrator.",
      }}
      links={profile.operator ? <Anchor href="/operator/tenants">Operator console</Anchor> : null}
    />
  );
}
