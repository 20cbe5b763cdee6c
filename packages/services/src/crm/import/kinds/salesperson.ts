import { createSalespersonInput } from "@steward/contracts/crm/salesperson";
import { salesperson } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { given, type KindRules, lowerText, requireName } from "./kind-rules.ts";

const { shape } = createSalespersonInput;

export const salespersonRules: KindRules = {
  table: salesperson,
  schemas: { name: shape.name, managerName: shape.managerName, office: shape.office },
  draft(_setting, row) {
    const { name, email, managerName, office } = row.values;
    requireName(row);
    return { columns: given({ name, email, managerName, office }) };
  },
  defaults: () => ({}),
  derived: () => ({}),
  keys: {
    name: { keyOf: ({ name }) => lowerText(name), column: sql`lower(${salesperson.name})` },
    email: { keyOf: ({ email }) => lowerText(email), column: sql`lower(${salesperson.email})` },
  },
  unique: [],
};
