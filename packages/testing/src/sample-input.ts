import type { z } from "zod";
import { hasId, type JsonSchema, patternedSample, toJsonSchema } from "./json-schema.ts";

/**
 * A small valid input for a procedure's schema: required members, and every member that takes an id, filled with
 * `id`. A member that is neither JSON nor a date (a file) is left out.
 */
export function sampleInput(schema: z.ZodType, id: string): unknown {
  return sample(toJsonSchema(schema), id);
}

/** Whether any member of the input is an id, so that a foreign one can be passed. */
export function takesId(schema: z.ZodType): boolean {
  return hasId(toJsonSchema(schema));
}

function sample(schema: JsonSchema, id: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sample(options.find(hasId) ?? options[0] ?? {}, id);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, id)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return sampleObject(schema, id);
    case "array":
      return schema.items && (hasId(schema.items) || (schema.minItems ?? 0) > 0) ? [sample(schema.items, id)] : [];
    case "string":
      return sampleString(schema, id);
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1, 0);
    case "boolean":
      return false;
    default:
      return undefined;
  }
}

function sampleObject(schema: JsonSchema, id: string): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).filter(
    ([name, member]) => required.has(name) || hasId(member),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, sample(member, id)]));
}

function sampleString(schema: JsonSchema, id: string): string | Date {
  if (schema.format === "js-date") return new Date("2026-11-20T12:00:00Z");
  if (schema.format === "uuid") return id;
  if (schema.format === "email") return "someone@example.test";
  if (schema.format === "date") return "2026-11-20";
  if (schema.format === "date-time") return "2026-11-20T12:00:00.000Z";
  if (schema.format === "uri") return "https://example.test/";
  if (schema.pattern) return patternedSample(schema.pattern);
  return "x".repeat(Math.max(1, schema.minLength ?? 1));
}
