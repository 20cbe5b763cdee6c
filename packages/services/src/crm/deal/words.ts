import { searchTextOf } from "@steward/db";

interface DealWords {
  name?: string | null | undefined;
  externalRef?: string | null | undefined;
}

/** What a deal is found by; its account's words are looked up with the account. */
export function dealSearchText({ name, externalRef }: DealWords): string {
  return searchTextOf([name, externalRef]);
}
