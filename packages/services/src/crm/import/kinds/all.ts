import type { ImportKind } from "@steward/contracts/crm/import";
import { accountRules } from "./account.ts";
import { contactRules } from "./contact.ts";
import { dealRules } from "./deal.ts";
import type { KindRules } from "./kind-rules.ts";
import { productRules } from "./product.ts";
import { salespersonRules } from "./salesperson.ts";

export const kindRules: Readonly<Record<ImportKind, KindRules>> = {
  account: accountRules,
  contact: contactRules,
  deal: dealRules,
  product: productRules,
  salesperson: salespersonRules,
};
