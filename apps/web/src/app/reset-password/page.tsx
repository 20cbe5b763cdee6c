import { ApiProvider } from "@steward/client";
import type { Metadata } from "next";
import { IncompleteLink } from "../../account/entry/incomplete-link.tsx";
import { ResetPasswordForm } from "../../account/entry/reset-password-form.tsx";
import { type PageQuery, queryValue } from "../query.ts";

export const metadata: Metadata = { title: "New password" };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const token = await queryValue(searchParams, "token");
  return <ApiProvider tenant={null}>{token ? <ResetPasswordForm token={token} /> : <IncompleteLink />}</ApiProvider>;
}
