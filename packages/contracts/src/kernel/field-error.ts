import { z } from "zod";
import { AppError } from "./error.ts";

/**
 * INVALID for one member of an input that only a rule could judge (a phone number of the organisation's country, a
 * reference to a record that is not there). It reaches the form like a schema's own message: under its path.
 */
export function invalidField<const Reason extends string>(
  path: string,
  reason: Reason,
  message: string,
): AppError<Reason> {
  const cause = new z.ZodError([{ code: "custom", path: path.split("."), message, input: undefined }]);
  return new AppError("INVALID", reason, { field: path }, { cause });
}

/** A foreign key that names no record of this organisation: the same answer for another organisation's id. */
export function referenceUnknown(path: string): AppError<"reference_unknown"> {
  return invalidField(path, "reference_unknown", "This record no longer exists; choose another one");
}

/** Somebody saved the record after it was read; nothing was overwritten. */
export function recordChanged(address: string): AppError<"record_changed"> {
  return new AppError("CONFLICT", "record_changed", { address });
}
