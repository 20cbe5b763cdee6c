import { searchTextOf } from "@steward/db";

type Words<Part extends string> = { readonly [Name in Part]?: string | null | undefined };

/** What a deal is found by; its account's words are looked up with the account. */
export function dealSearchText({ name, externalRef }: Words<"name" | "externalRef">): string {
  return searchTextOf([name, externalRef]);
}

export function leadSearchText(row: Words<"firstName" | "lastName" | "company" | "email" | "phone">): string {
  return searchTextOf([row.firstName, row.lastName, row.company, row.email, row.phone]);
}

export function productSearchText(row: Words<"name" | "sku" | "family">): string {
  return searchTextOf([row.name, row.sku, row.family]);
}
