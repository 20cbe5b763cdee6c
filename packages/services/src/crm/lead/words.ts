import { searchTextOf } from "@steward/db";

type LeadWords = {
  readonly [Name in "firstName" | "lastName" | "company" | "email" | "phone"]?: string | null | undefined;
};

/** What a lead is found by. */
export function leadSearchText(row: LeadWords): string {
  return searchTextOf([row.firstName, row.lastName, row.company, row.email, row.phone]);
}
