import { createAccountInput } from "@steward/contracts/crm/account";
import { createLocationInput } from "@steward/contracts/crm/location";
import { account } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { accountSearchText } from "../../account/words.ts";
import { given, idOf, type KindRules, lowerText, requireName, sameCase } from "./kind-rules.ts";

const { shape } = createAccountInput;
const place = createLocationInput.shape;
const placeFields = ["line1", "city", "region", "postcode", "country"];

export const accountRules: KindRules = {
  table: account,
  schemas: {
    name: shape.name,
    domain: shape.domain,
    email: shape.email,
    industry: shape.industry,
    employees: shape.employees,
    annualRevenue: shape.annualRevenueMinor,
    foundedYear: shape.foundedYear,
    description: shape.description,
    line1: place.line1,
    city: place.city,
    region: place.region,
    postcode: place.postcode,
    country: place.country,
  },
  draft(_setting, row, meaning) {
    const { values } = row;
    requireName(row);
    const parent = meaning("parent");
    const site = given(Object.fromEntries(placeFields.map((field) => [field, values[field]])));
    const columns = given({
      name: values.name,
      domain: values.domain,
      email: values.email,
      phone: values.phone,
      industry: values.industry,
      employees: values.employees,
      annualRevenueMinor: values.annualRevenue,
      foundedYear: values.foundedYear,
      description: values.description,
      parentId: idOf(parent),
      ownerId: idOf(meaning("owner")),
    });
    const parentName = parent?.is === "inFile" ? row.names.parent : undefined;
    return {
      columns,
      ...(Object.keys(site).length > 0 ? { place: site } : {}),
      ...(parentName === undefined ? {} : { parentName }),
    };
  },
  defaults: ({ defaultOwnerId }) => ({ ownerId: defaultOwnerId }),
  derived(record) {
    const { name = "", domain, email, phone, aliases } = record as Partial<typeof account.$inferSelect>;
    return { searchText: accountSearchText({ name, domain, email, phone, aliases }) };
  },
  keys: {
    name: { keyOf: ({ name }) => lowerText(name), column: sql`lower(${account.name})` },
    domain: { keyOf: ({ domain }) => sameCase(domain), column: sql`${account.domain}` },
  },
  unique: [],
};
