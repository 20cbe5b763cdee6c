import { searchTextOf } from "@steward/db";

interface ContactWords {
  firstName: string;
  lastName: string;
  emails: readonly string[];
  phone?: string | null;
}

/** What a contact is found by. */
export function contactSearchText({ firstName, lastName, emails, phone }: ContactWords): string {
  return searchTextOf([firstName, lastName, ...emails, phone]);
}
