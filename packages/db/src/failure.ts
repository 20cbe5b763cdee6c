import pg from "pg";

/** What PostgreSQL said, also where another error wraps it; undefined for any other failure. */
export function databaseFailure(error: unknown): pg.DatabaseError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof pg.DatabaseError) return current;
  }
  return undefined;
}

function hasCode(error: unknown, code: string, constraint?: string): boolean {
  const failure = databaseFailure(error);
  return failure?.code === code && (constraint === undefined || failure.constraint === constraint);
}

/** A unique index or constraint was hit: the one named, or any. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return hasCode(error, "23505", constraint);
}

/** A reference to a row that does not exist (in this tenant), or the removal of one that others refer to. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return hasCode(error, "23503", constraint);
}

export function isCheckViolation(error: unknown, constraint?: string): boolean {
  return hasCode(error, "23514", constraint);
}

/** The transaction lost against another one (serialization failure or deadlock): doing it again may succeed. */
export function isSerializationFailure(error: unknown): boolean {
  return hasCode(error, "40001") || hasCode(error, "40P01");
}
