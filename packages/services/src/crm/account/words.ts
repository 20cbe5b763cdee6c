import type { AccountAliases } from "@steward/contracts/crm/account";
import { searchTextOf } from "@steward/db";

interface AccountWords {
  name: string;
  domain?: string | null;
  email?: string | null;
  phone?: string | null;
  aliases?: AccountAliases | null;
}

/** What an account is found by: also under the names, domains, addresses and numbers of merged duplicates. */
export function accountSearchText({ name, domain, email, phone, aliases }: AccountWords): string {
  return searchTextOf([name, domain, email, phone, ...Object.values(aliases ?? {}).flat()]);
}
