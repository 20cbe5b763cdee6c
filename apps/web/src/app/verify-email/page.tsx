import { ApiProvider } from "@steward/client";
import type { Metadata } from "next";
import { IncompleteLink } from "../../account/entry/incomplete-link.tsx";
import { VerifyEmail } from "../../account/entry/verify-email.tsx";
import { type PageQuery, queryValue } from "../query.ts";

export const metadata: Metadata = { title: "Confirm your address" };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const token = await queryValue(searchParams, "token");
  return <ApiProvider tenant={null}>{token ? <VerifyEmail token={token} /> : <IncompleteLink />}</ApiProvider>;
}
