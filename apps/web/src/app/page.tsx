import { Anchor, Button } from "@mantine/core";
import { ApiProvider, OrganisationPicker } from "@steward/client";
import { api, getFrameFacts, requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { WaitingOrganisations } from "../account/waiting-organisations.tsx";

export const metadata: Metadata = { title: "Your organisations" };

export default async function Page() {
  const profile = await requireProfile();
  const invitations = await api.user.invitation.list();
  const [first, ...others] = profile.organisations;
  const onlyPlace = others.length === 0 && invitations.length === 0 && !profile.operator;
  if (first && onlyPlace) redirect(`/${first.slug}`);
  const { settings } = await getFrameFacts();
  return (
    <ApiProvider tenant={null}>
      <OrganisationPicker
        title={first ? "Where would you like to work?" : "Welcome to Steward"}
        person={profile}
        organisations={profile.organisations}
        empty={{
          title: "You do not belong to an organisation yet",
          description: "Set one up, or ask an administrator of yours to invite you with the e-mail address above.",
        }}
        links={
          <>
            {profile.operator ? <Anchor href={`${settings.adminUrl}/operator/tenants`}>Operator console</Anchor> : null}
            <Anchor href="/account">Your account</Anchor>
          </>
        }
      >
        <WaitingOrganisations invitations={invitations} closed={profile.closed} />
        <Button component="a" href="/new-organisation" variant={first ? "default" : "filled"}>
          New organisation
        </Button>
      </OrganisationPicker>
    </ApiProvider>
  );
}
