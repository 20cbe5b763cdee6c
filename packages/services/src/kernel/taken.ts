import { AppError } from "@steward/contracts";
import { isUniqueViolation } from "@steward/db";

/**
 * For `.catch` of a write: what another record has already is answered CONFLICT with this reason; every other error stays
 * as it is.
 *
 * @param index the unique index that says so
 */
export function refuseTaken(index: string, reason: string): (error: unknown) => never {
  return (error) => {
    throw isUniqueViolation(error, index) ? new AppError("CONFLICT", reason) : error;
  };
}
