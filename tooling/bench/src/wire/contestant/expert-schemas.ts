/** JSON schemas from which Fastify compiles its validators and serialisers. */

const text = { type: "string" } as const;
const count = { type: "integer" } as const;
const nullable = <Type extends string>(type: Type) => ({ type: [type, "null"] }) as const;
const instant = { type: "string", format: "date-time" } as const;
const ref = { type: ["object", "null"], properties: { id: text, name: text } } as const;

const summary = {
  id: text,
  name: text,
  domain: nullable("string"),
  email: nullable("string"),
  phone: nullable("string"),
  industry: nullable("string"),
  employees: nullable("integer"),
  annualRevenueMinor: nullable("integer"),
  owner: ref,
  tags: { type: "array", items: { type: "object", properties: { id: text, name: text, colour: text } } },
  createdAt: instant,
  updatedAt: instant,
  version: count,
} as const;

export const accountPageSchema = {
  type: "object",
  properties: {
    items: { type: "array", items: { type: "object", properties: summary } },
    nextCursor: nullable("string"),
  },
} as const;

export const accountDetailSchema = {
  type: "object",
  properties: {
    ...summary,
    foundedYear: nullable("integer"),
    description: nullable("string"),
    aliases: { type: ["object", "null"], additionalProperties: true },
    parent: ref,
    contactCount: count,
    locationCount: count,
    childCount: count,
  },
} as const;

export const smallSchema = {
  type: "object",
  properties: { id: text, name: text, active: { type: "boolean" } },
} as const;

export const newAccountSchema = {
  type: "object",
  required: ["name"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 1, maxLength: 200 },
    domain: { type: "string", maxLength: 500 },
    industry: { type: "string", maxLength: 200 },
    employees: { type: "integer", minimum: 0, maximum: 100_000_000 },
  },
} as const;
