import { returnPath } from "@steward/client";
import type { Metadata } from "next";
import { IncompleteLink } from "../../account/entry/incomplete-link.tsx";
import { SpendTicket } from "../../account/entry/spend-ticket.tsx";
import { type PageQuery, queryValue } from "../query.ts";

export const metadata: Metadata = { title: "One moment" };

/** Where an operator arrives who is to act as somebody: `/impersonate?ticket=…&return=/acme`. */
export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const ticket = await queryValue(searchParams, "ticket");
  const returnTo = returnPath(await queryValue(searchParams, "return"));
  return ticket ? <SpendTicket ticket={ticket} returnTo={returnTo} /> : <IncompleteLink />;
}
