import { ApiProvider } from "@steward/client";
import { requireProfile } from "@steward/client/server";
import type { Metadata } from "next";
import { NewOrganisationForm } from "../../account/new-organisation-form.tsx";

export const metadata: Metadata = { title: "New organisation" };

export default async function Page() {
  await requireProfile();
  return (
    <ApiProvider tenant={null}>
      <NewOrganisationForm />
    </ApiProvider>
  );
}
