import { z } from "zod";

/** What changed on a record, by field. Ids stay ids: names change, whoever reads the history looks them up. */
export const changesSchema = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }));
export type Changes = z.infer<typeof changesSchema>;

/**
 * A calendar day, `2026-03-31`, in the organisation's time zone. ISO 8601 has a year 0, PostgreSQL has none, and weeks and
 * months around a day are days too.
 */
export const daySchema = z.iso
  .date("Enter a date")
  .refine((day) => day >= "0002" && day < "9999", { error: "Enter a day of the years 2 to 9998" });

/** The version a form was filled from; a newer one in store is answered CONFLICT `record_changed`. */
export const versionSchema = z.number().int().min(1).optional();

/** A record by its name, where it is only mentioned. */
export interface NamedRef {
  id: string;
  name: string;
}

/** A member by their name, where they are only mentioned. */
export interface MemberRef {
  memberId: string;
  name: string;
}
