import type { z } from "zod";
import { hasId, type JsonSchema, patternedSample, toJsonSchema } from "./json-schema.ts";

/** Where made-up values come from. */
export interface Chance {
  /** From 0 up to 1, without 1. */
  random(): number;
  /** An id to put where the schema wants one. */
  id(): string;
}

const words = ["north", "Acme", "blue", "Zoë", "50%", "o'neil", "été", "a_b", "x"];

/**
 * Makes inputs for a procedure's schema: valid ones for the most part, every one different. Members that may be left out
 * are, at random, and those that take an id seldom.
 */
export function randomInputs(schema: z.ZodType): (chance: Chance) => unknown {
  const json = toJsonSchema(schema);
  return (chance) => make(json, chance);
}

function make(schema: JsonSchema, chance: Chance): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(schema.enum, chance);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return make(pick(options, chance) ?? {}, chance);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => make(part, chance)));
  switch (Array.isArray(schema.type) ? pick(schema.type, chance) : schema.type) {
    case "object":
      return makeObject(schema, chance);
    case "array":
      return makeArray(schema, chance);
    case "string":
      return makeString(schema, chance);
    case "integer":
    case "number":
      return makeNumber(schema, chance);
    case "boolean":
      return chance.random() < 0.5;
    case "null":
      return null;
    default:
      return undefined;
  }
}

function makeObject(schema: JsonSchema, chance: Chance): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).filter(
    ([name, member]) =>
      (required.has(name) && member.default === undefined) || chance.random() < (hasId(member) ? 0.7 : 0.25),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, make(member, chance)]));
}

function makeArray({ items, minItems = 0, maxItems = 3 }: JsonSchema, chance: Chance): unknown[] {
  if (!items) return [];
  const length = Math.min(maxItems, minItems + Math.floor(chance.random() * 3));
  return Array.from({ length }, () => make(items, chance));
}

function makeString(schema: JsonSchema, chance: Chance): string | Date {
  const day = `2026-${String(1 + Math.floor(chance.random() * 12)).padStart(2, "0")}-15`;
  const number = Math.floor(chance.random() * 1_000_000);
  if (schema.format === "js-date") return new Date(`${day}T12:00:00Z`);
  if (schema.format === "uuid") return chance.id();
  if (schema.format === "email") return `person-${number}@example.test`;
  if (schema.format === "date") return day;
  if (schema.format === "date-time") return `${day}T12:00:00.000Z`;
  if (schema.format === "uri") return `https://example.test/${number}`;
  if (schema.pattern) return patternedSample(schema.pattern);
  const text = `${pick(words, chance)} ${number}`.padEnd(schema.minLength ?? 0, "x");
  return text.slice(0, schema.maxLength ?? 60);
}

function makeNumber({ type, minimum, exclusiveMinimum, maximum = 1_000 }: JsonSchema, chance: Chance): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
  const value = least + chance.random() * Math.min(100, Math.max(0, maximum - least));
  return type === "integer" ? Math.floor(value) : value;
}

function pick<T>(values: readonly T[], { random }: Chance): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to choose from");
  return value;
}
