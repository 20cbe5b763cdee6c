import { createHash } from "node:crypto";
import { AppError } from "@steward/contracts/kernel/error";
import type { Sort } from "@steward/contracts/kernel/list";

/** The last row of a page: its sort value as PostgreSQL writes it (microseconds and all digits kept), and its id. */
export interface KeysetPosition {
  readonly value: string | null;
  readonly id: string;
}

const version = 1;
const checksumLength = 8;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A position as an opaque string. It names the sort it belongs to, so that it cannot continue another one. The checksum
 * finds accidents; there is nothing to forge, because a position grants no access.
 */
export function encodeCursor(sort: Sort, { value, id }: KeysetPosition): string {
  const body = JSON.stringify([version, sort.field, sort.direction, value, id]);
  return `${checksum(body)}${Buffer.from(body).toString("base64url")}`;
}

/** @throws {AppError} INVALID `cursor_invalid`: not one of ours, damaged, or of another sort or version. */
export function decodeCursor(sort: Sort, cursor: string): KeysetPosition {
  const body = Buffer.from(cursor.slice(checksumLength), "base64url").toString("utf8");
  if (checksum(body) !== cursor.slice(0, checksumLength)) throw invalidCursor();
  const [format, field, direction, value, id] = parseBody(body);
  if (format !== version || field !== sort.field || direction !== sort.direction) throw invalidCursor();
  if (!(value === null || typeof value === "string") || typeof id !== "string" || !uuid.test(id)) throw invalidCursor();
  return { value, id };
}

export function invalidCursor(cause?: unknown): AppError<"cursor_invalid"> {
  return new AppError("INVALID", "cursor_invalid", {}, { cause });
}

function parseBody(body: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    throw invalidCursor(error);
  }
}

function checksum(body: string): string {
  return createHash("sha256").update(body).digest("base64url").slice(0, checksumLength);
}
