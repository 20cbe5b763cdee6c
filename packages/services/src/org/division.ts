import { AppError, notFound, recordChanged, referenceUnknown } from "@steward/contracts";
import {
  type CreateDivisionInput,
  type DivisionMemberInput,
  divisionCreated,
  divisionMemberAdded,
  divisionMemberRemoved,
  divisionRemoved,
  divisionUpdated,
  maxDivisionDepth,
  maxDivisions,
  type UpdateDivisionInput,
} from "@steward/contracts/org/division";
import { division, divisionMember } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { changesOf, emit, refuseTaken, type ServiceContext } from "../kernel/index.ts";
import { findMember } from "./member-authority.ts";
import { lockTenant } from "./tenant.ts";

export interface Division {
  id: string;
  name: string;
  parentId: string | null;
  version: number;
}

type DivisionRow = typeof division.$inferSelect;

/**
 * Adds a division. Throws INVALID `reference_unknown`; CONFLICT `division.name_taken`; LIMIT `division.too_many` |
 * `division.too_deep`.
 */
export async function createDivision(ctx: ServiceContext, input: CreateDivisionInput): Promise<Division> {
  const all = await lockTree(ctx);
  if (all.length >= maxDivisions) throw new AppError("LIMIT", "division.too_many", { most: maxDivisions });
  requirePlace(all, null, input.parentId);
  const [row] = await ctx.db.insert(division).values(input).returning().catch(explainName);
  if (!row) throw new AppError("INTERNAL", "division.not_written");
  await emit(ctx, divisionCreated, row.id, input);
  return toDivision(row);
}

/**
 * Renames a division or moves it, with all below it. Throws NOT_FOUND; INVALID `reference_unknown`; CONFLICT
 * `record_changed` | `division.name_taken` | `division.cycle`; LIMIT `division.too_deep`.
 */
export async function updateDivision(ctx: ServiceContext, input: UpdateDivisionInput): Promise<Division> {
  const all = await lockTree(ctx);
  const before = find(all, input.id);
  if (input.version !== undefined && input.version !== before.version) throw recordChanged("org.division");
  const { name, parentId } = input;
  const changes = changesOf(before, { name, parentId });
  if (Object.keys(changes).length === 0) return toDivision(before);
  if (parentId !== undefined) requirePlace(all, before, parentId);
  const [row] = await ctx.db
    .update(division)
    .set({ name, parentId, version: before.version + 1 })
    .where(eq(division.id, input.id))
    .returning()
    .catch(explainName);
  if (!row) throw notFound("org.division");
  await emit(ctx, divisionUpdated, row.id, { name: before.name, changes });
  return toDivision(row);
}

/** Removes a division that has none below it; its members lose this one only. Throws PRECONDITION `division.has_children`. */
export async function removeDivision(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const all = await lockTree(ctx);
  const { name, parentId } = find(all, id);
  const children = all.filter((one) => one.parentId === id && one.id !== id).length;
  if (children > 0) throw new AppError("PRECONDITION", "division.has_children", { children });
  const left = await ctx.db
    .delete(divisionMember)
    .where(eq(divisionMember.divisionId, id))
    .returning({ id: divisionMember.id });
  await ctx.db.delete(division).where(eq(division.id, id));
  await emit(ctx, divisionRemoved, id, { name, parentId, members: left.length });
  return { id };
}

/** Puts a member into a division, beside the others they belong to. Throws NOT_FOUND, INVALID `reference_unknown`. */
export async function addDivisionMember(ctx: ServiceContext, input: DivisionMemberInput): Promise<{ id: string }> {
  const { name, memberId, memberName } = await requirePair(ctx, input);
  const [added] = await ctx.db
    .insert(divisionMember)
    .values({ divisionId: input.id, memberId })
    .onConflictDoNothing()
    .returning({ id: divisionMember.id });
  if (added) await emit(ctx, divisionMemberAdded, input.id, { name, memberId, memberName });
  return { id: input.id };
}

/** Takes a member out of this division only. Throws as `addDivisionMember`. */
export async function removeDivisionMember(ctx: ServiceContext, input: DivisionMemberInput): Promise<{ id: string }> {
  const { name, memberId, memberName } = await requirePair(ctx, input);
  const [removed] = await ctx.db
    .delete(divisionMember)
    .where(and(eq(divisionMember.divisionId, input.id), eq(divisionMember.memberId, memberId)))
    .returning({ id: divisionMember.id });
  if (removed) await emit(ctx, divisionMemberRemoved, input.id, { name, memberId, memberName });
  return { id: input.id };
}

/**
 * The whole tree, which nobody else changes until the commit: two moves that make a circle only together would each see
 * a sound tree.
 */
async function lockTree(ctx: ServiceContext): Promise<DivisionRow[]> {
  await lockTenant(ctx);
  return ctx.db.select().from(division);
}

function find(all: readonly DivisionRow[], id: string): DivisionRow {
  const found = all.find((one) => one.id === id);
  if (!found) throw notFound("org.division");
  return found;
}

/**
 * Whether a division, with all below it, may stand under that parent. `moved` is null for a new one. Of a damaged tree,
 * where divisions stand below themselves, the damage can be moved to a sound place, and nothing under the damage.
 */
function requirePlace(all: readonly DivisionRow[], moved: DivisionRow | null, parentId: string | null): void {
  const byId = new Map(all.map((one) => [one.id, one]));
  const above = new Set<string>();
  for (let at = parentId; at !== null; ) {
    const ancestor = byId.get(at);
    if (!ancestor) throw referenceUnknown("parentId");
    if (ancestor.id === moved?.id || above.has(ancestor.id)) throw new AppError("CONFLICT", "division.cycle");
    above.add(ancestor.id);
    at = ancestor.parentId;
  }
  const levels = moved
    ? levelsFrom(
        Map.groupBy(all, (one) => one.parentId),
        moved.id,
      )
    : 1;
  if (above.size + levels > maxDivisionDepth)
    throw new AppError("LIMIT", "division.too_deep", { most: maxDivisionDepth });
}

/** The levels from a division down; whoever stands below itself is counted once. */
function levelsFrom(
  children: ReadonlyMap<string | null, readonly DivisionRow[]>,
  id: string,
  above: readonly string[] = [],
): number {
  const line = [...above, id];
  const below = (children.get(id) ?? []).filter((child) => !line.includes(child.id));
  return 1 + Math.max(0, ...below.map((child) => levelsFrom(children, child.id, line)));
}

async function requirePair(ctx: ServiceContext, { id, memberId }: DivisionMemberInput) {
  // Shared: the division stays until the commit, and others may be put into it meanwhile.
  const [row] = await ctx.db.select({ name: division.name }).from(division).where(eq(division.id, id)).for("key share");
  if (!row) throw notFound("org.division");
  const found = await findMember(ctx, memberId);
  if (!found) throw referenceUnknown("memberId");
  return { name: row.name, memberId, memberName: found.member.name };
}

const explainName = refuseTaken("division_name", "division.name_taken");

function toDivision({ id, name, parentId, version }: DivisionRow): Division {
  return { id, name, parentId, version };
}
