import { ApiProvider, returnPath } from "@steward/client";
import { getSignInProviders, isSignedIn } from "@steward/client/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignUpForm } from "../../account/entry/sign-up-form.tsx";
import { type PageQuery, queryValue } from "../query.ts";

export const metadata: Metadata = { title: "Create an account" };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const returnTo = returnPath(await queryValue(searchParams, "return"));
  if (await isSignedIn()) redirect(returnTo);
  return (
    <ApiProvider tenant={null}>
      <SignUpForm providers={getSignInProviders()} returnTo={returnTo} />
    </ApiProvider>
  );
}
