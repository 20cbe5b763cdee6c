import { z } from "zod";

export const maxNameLength = 200;
export const maxTextLength = 10_000;

/** A required name of one line. `missing` is what the form says when it is empty. */
export function nameSchema(missing: string, max = maxNameLength) {
  return z.string().trim().min(1, missing).max(max, `Use at most ${max} characters`);
}

const emptyToNull = (value: string | null) => (value === "" ? null : value);

/** A line that may be missing; an emptied one is stored as null. */
export function lineSchema(max = maxNameLength) {
  return z.string().trim().max(max, `Use at most ${max} characters`).nullable().transform(emptyToNull);
}

/** Paragraphs that may be missing. */
export function textSchema(max = maxTextLength) {
  return z.string().trim().max(max, `Use at most ${max} characters`).nullable().transform(emptyToNull);
}

/** One address, lower-cased: how it is stored, searched and compared. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters")
  .pipe(z.email("Enter an address such as anna@example.com"));

/** An address that may be missing. */
export const optionalEmailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters")
  .refine((value) => value === "" || z.regexes.email.test(value), "Enter an address such as anna@example.com")
  .nullable()
  .transform(emptyToNull);

/** As typed; the service reads it by the organisation's country and stores E.164. */
export const phoneInputSchema = lineSchema(40);
