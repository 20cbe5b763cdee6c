import { z } from "zod";

/** What is read of a schema, to make up values for it. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/** Strings for the patterns our schemas use; a new pattern without a sample fails loudly. */
const patterned = [
  ...["EUR", "US", "acme-test", "crm.account", "2026-11-20", "AA-1", "12:00", "7", "crm"],
  "field:0192d3a4-0000-7000-8000-000000000000",
  // Keys of a browser that is to be told: 65 and 16 bytes.
  ...["B".repeat(87), "A".repeat(22)],
];
export function patternedSample(pattern: string): string {
  const known = patterned.find((candidate) => new RegExp(pattern).test(candidate));
  if (known === undefined) throw new Error(`No sample string for the pattern ${pattern}`);
  return known;
}

/** The schema as JSON Schema of its input; a date has the format `js-date`. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // JSON has no dates, but superjson carries them, and so do procedures.
      if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "js-date" });
    },
  }) as JsonSchema;
}

/** Whether the schema or a part of it is an id. */
export function hasId(schema: JsonSchema): boolean {
  if (schema.format === "uuid") return true;
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ];
  return inner.some(hasId);
}
