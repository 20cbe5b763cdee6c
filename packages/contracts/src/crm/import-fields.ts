import type { ImportKind, ImportMatchKey } from "./import.ts";

/** Records that a cell may name instead of holding a value. */
export const importReferences = ["account", "contact", "product", "salesperson", "stage"] as const;
export type ImportReference = (typeof importReferences)[number];

export type ImportFieldType =
  | "text"
  | "longText"
  | "personName"
  | "email"
  | "phone"
  | "domain"
  | "integer"
  | "amount"
  | "currency"
  | "date"
  | "outcome"
  | ImportReference;

/** One field a column may fill. */
export interface ImportField {
  readonly name: string;
  readonly label: string;
  readonly type: ImportFieldType;
  /** Headers that mean this field, lower-case, words separated by one space. The label counts without saying so. */
  readonly headers: readonly string[];
  /** What a sample file shows. */
  readonly example: string;
}

const field = (name: string, label: string, type: ImportFieldType, example: string, headers = ""): ImportField => ({
  name,
  label,
  type,
  example,
  headers: headers === "" ? [] : headers.split(", "),
});

const ownerHeaders =
  "account owner, deal owner, contact owner, sales agent, agent, salesperson, sales rep, rep, assigned to";
const accountHeaders = "account name, company, company name, customer, organisation, organization, client, business";

const place = [
  field(
    "line1",
    "Address",
    "text",
    "1 Market Street",
    "street, street address, address line 1, address 1, billing street",
  ),
  field("city", "City", "text", "Leeds", "town, billing city"),
  field("region", "Region", "text", "Yorkshire", "state, county, province, billing state"),
  field("postcode", "Postcode", "text", "LS1 6DT", "zip, zip code, postal code, billing zip"),
  field("country", "Country", "text", "United Kingdom", "office location, location, billing country, headquarters"),
];

/** What a column may become, by kind of file. The order is the order of choice lists and samples. */
export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  account: [
    field("name", "Name", "text", "Northwind Traders", `account, ${accountHeaders}`),
    field(
      "domain",
      "Web site",
      "domain",
      "northwind.example",
      "website, url, web, domain, company domain name, homepage",
    ),
    field("email", "E-mail", "email", "hello@northwind.example", "email, email address, mail"),
    field("phone", "Phone", "phone", "+44 113 496 0000", "telephone, phone number, tel, main phone"),
    field("industry", "Industry", "text", "Retail", "sector, branch, vertical, line of business"),
    field("employees", "Employees", "integer", "120", "number of employees, employee count, headcount, staff, size"),
    field("annualRevenue", "Annual revenue", "amount", "4500000", "revenue, turnover, annual turnover, sales"),
    field("foundedYear", "Founded", "integer", "1998", "year established, year founded, founded year, established"),
    field("parent", "Parent account", "account", "", "subsidiary of, parent, parent company, group"),
    field("owner", "Owner", "salesperson", "Sam Carter", ownerHeaders),
    ...place,
    field("description", "Description", "longText", "Met at the spring fair", "notes, note, comments, about"),
  ],
  contact: [
    field("fullName", "Full name", "personName", "", "name, contact, contact name, person"),
    field("firstName", "First name", "text", "Anna", "given name, forename, first"),
    field("lastName", "Last name", "text", "Lindqvist", "family name, surname, last"),
    field(
      "email",
      "E-mail",
      "email",
      "anna@northwind.example",
      "email, email address, mail, primary email, work email",
    ),
    field(
      "email2",
      "Second e-mail",
      "email",
      "",
      "email 2, secondary email, other email, personal email, e mail 2 address",
    ),
    field(
      "phone",
      "Phone",
      "phone",
      "+44 113 496 0001",
      "telephone, phone number, mobile, mobile phone, cell, business phone",
    ),
    field("jobTitle", "Job title", "text", "Head of Purchasing", "title, position, role, function"),
    field("account", "Account", "account", "Northwind Traders", accountHeaders),
    field("owner", "Owner", "salesperson", "Sam Carter", ownerHeaders),
    field("description", "Description", "longText", "", "notes, note, comments, about"),
  ],
  deal: [
    field("name", "Name", "text", "Spring order", "deal, deal name, opportunity, opportunity name, title, subject"),
    field(
      "externalRef",
      "Reference",
      "text",
      "OPP-1001",
      "opportunity id, deal id, external id, record id, id, reference, external reference, ref",
    ),
    field("account", "Account", "account", "Northwind Traders", accountHeaders),
    field(
      "contact",
      "Contact",
      "contact",
      "anna@northwind.example",
      "contact name, primary contact, person, contact email",
    ),
    field("product", "Product", "product", "Annual licence", "product name, item, article"),
    field("owner", "Owner", "salesperson", "Sam Carter", ownerHeaders),
    field("stage", "Stage", "stage", "Qualification", "deal stage, sales stage, opportunity stage, pipeline stage"),
    field("outcome", "Outcome", "outcome", "Open", "status, deal status, result, won lost"),
    field("amount", "Amount", "amount", "12500", "close value, value, deal value, deal amount, price, total"),
    field("currency", "Currency", "currency", "", "currency code, deal currency, iso currency"),
    field("probability", "Probability", "integer", "", "win probability, chance, likelihood"),
    field(
      "openedOn",
      "Opened on",
      "date",
      "2026-01-15",
      "engage date, created date, create date, open date, opened, start date, deal created",
    ),
    field(
      "expectedCloseOn",
      "Expected close",
      "date",
      "2026-04-30",
      "expected close date, forecast close, expected closing",
    ),
    field("closedOn", "Closed on", "date", "", "close date, closed date, closing date, won date, date closed, closed"),
    field("lostReason", "Lost because", "text", "", "lost reason, loss reason, closed lost reason, reason lost"),
    field("description", "Description", "longText", "", "notes, note, comments"),
  ],
  product: [
    field("name", "Name", "text", "Annual licence", "product, product name, item, item name, article"),
    field("sku", "SKU", "text", "LIC-12", "product code, article number, item number, part number, code, item code"),
    field("family", "Family", "text", "Licences", "series, product family, category, group, line, product line"),
    field(
      "price",
      "Price",
      "amount",
      "1200",
      "sales price, unit price, list price, amount, unit amount, selling price",
    ),
    field("currency", "Currency", "currency", "", "currency code, price currency"),
    field("description", "Description", "longText", "Twelve months of use", "notes, details"),
  ],
  salesperson: [
    field(
      "name",
      "Name",
      "text",
      "Sam Carter",
      "sales agent, agent, salesperson, sales rep, rep, full name, employee, seller",
    ),
    field("email", "E-mail", "email", "sam@company.example", "email, email address, mail"),
    field("managerName", "Manager", "text", "Dana Reyes", "sales manager, team lead, reports to, supervisor"),
    field("office", "Office", "text", "North", "regional office, region, branch, territory, location, team"),
  ],
};

/** Of these, one must be filled by a column. */
export const requiredImportFields: Readonly<Record<ImportKind, readonly string[]>> = {
  account: ["name"],
  contact: ["fullName", "firstName", "lastName", "email"],
  deal: ["name", "externalRef", "account", "product"],
  product: ["name"],
  salesperson: ["name"],
};

/** By what a row may be recognised as a record that is already there; the first is the rule unless chosen. */
export const importMatchKeysOf: Readonly<Record<ImportKind, readonly ImportMatchKey[]>> = {
  account: ["name", "domain"],
  contact: ["email", "name"],
  deal: ["externalRef"],
  product: ["name", "sku"],
  salesperson: ["name", "email"],
};

const references: ReadonlySet<string> = new Set(importReferences);

/** Whether a column of this type names other records. */
export function isImportReference(type: ImportFieldType): type is ImportReference {
  return references.has(type);
}

/** A field by its name; undefined for a name this kind does not know. */
export function importField(kind: ImportKind, name: string): ImportField | undefined {
  return importFields[kind].find((each) => each.name === name);
}
