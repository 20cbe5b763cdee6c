import { z } from "zod";

export { type Changes, changesSchema, daySchema, versionSchema } from "../kernel/record.ts";

/** The kinds of record that carry tags, activities and owners. */
export const recordKinds = ["account", "contact", "deal", "lead"] as const;
export const recordKindSchema = z.enum(recordKinds);
export type RecordKind = (typeof recordKinds)[number];
