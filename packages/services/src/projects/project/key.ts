import { foldText } from "@steward/db";
import { project } from "@steward/db/schema";
import { and, inArray, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

const maxLength = 10;

/** What a project may be called in its tasks' keys: `Website relaunch` → `WR`, `Atlas` → `ATLA`. */
export function keyOf(name: string): string {
  const words = foldText(name)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => /^[A-Z]/.test(word));
  const [first = ""] = words;
  const initials = words.map((word) => word.charAt(0)).join("");
  const key = (words.length > 1 ? initials : first.slice(0, 4)).slice(0, maxLength);
  return key.length < 2 ? `${key}PR`.slice(0, 2).padEnd(2, "P") : key;
}

/** A key that no project has: the name's, or that with a number behind it. Two who ask at once may get the same one. */
export async function findFreeKey(ctx: ServiceContext, name: string): Promise<string> {
  const key = keyOf(name);
  const candidates = [key, ...Array.from({ length: 98 }, (_, index) => `${key.slice(0, maxLength - 2)}${index + 2}`)];
  const rows = await ctx.db
    .select({ key: project.key })
    .from(project)
    .where(and(inArray(project.key, candidates), isNull(project.deletedAt)));
  const taken = new Set(rows.map((row) => row.key));
  return candidates.find((candidate) => !taken.has(candidate)) ?? key;
}
