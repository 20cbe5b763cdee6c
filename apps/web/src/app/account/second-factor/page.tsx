import { returnPath } from "@steward/client";
import type { Metadata } from "next";
import { SecondFactorPage } from "../../../account/second-factor-page.tsx";
import { type PageQuery, queryValue } from "../../query.ts";

export const metadata: Metadata = { title: "Two-step sign-in" };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const wanted = await queryValue(searchParams, "return");
  return <SecondFactorPage returnTo={wanted ? returnPath(wanted) : null} />;
}
