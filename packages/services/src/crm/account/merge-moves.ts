import { account, activity, contact, deal, lead, location, project, tagging } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ServiceContext } from "../../kernel/index.ts";

/** Every table whose rows follow an account into the one it is merged into, by the name the preview shows. */
export const followers = {
  contacts: contact,
  locations: location,
  deals: deal,
  leads: lead,
  activities: activity,
  projects: project,
};
export type Follower = keyof typeof followers;
const followerNames = Object.keys(followers) as Follower[];

/** Ids of moved rows by the account they came from. */
const movedSchema = z.record(z.string(), z.array(z.string()));
export type Moved = z.infer<typeof movedSchema>;

export const movesSchema = z.object({
  contacts: movedSchema,
  locations: movedSchema,
  deals: movedSchema,
  leads: movedSchema,
  activities: movedSchema,
  /** None in merges from before there were projects. */
  projects: movedSchema.default({}),
  children: movedSchema,
  taggings: movedSchema,
  /** Locations that had to stop being the primary one, as an account has one. */
  demotedLocations: z.array(z.string()),
});
export type Moves = z.infer<typeof movesSchema>;

/** How many records of each kind moved, or would. Projects follow unsaid: some are their members' alone. */
export type MoveCounts = Record<Exclude<Follower, "projects"> | "children", number>;

export function countMoves(moves: Moves): MoveCounts {
  const total = (moved: Moved) => Object.values(moved).reduce((sum, ids) => sum + ids.length, 0);
  const kinds = [...followerNames, "children" as const].filter((name) => name !== "projects");
  const counted = kinds.map((name) => [name, total(moves[name])] as const);
  return Object.fromEntries(counted) as MoveCounts;
}

interface Origin extends Record<string, unknown> {
  id: string;
  origin: string;
}

function byOrigin(rows: readonly Origin[]): Moved {
  const moved: Moved = {};
  for (const { id, origin } of rows) {
    moved[origin] ??= [];
    moved[origin].push(id);
  }
  return moved;
}

const idList = (ids: readonly string[]) => sql`${sql.param([...ids])}::uuid[]`;

/**
 * Hands everything that hangs on the duplicates to the survivor: removed records too, which may be restored one day.
 * A record's own version and time of change stay as they are: nobody edited it, and an undo leaves no trace.
 */
export async function moveToSurvivor(
  ctx: ServiceContext,
  survivorId: string,
  duplicateIds: readonly string[],
): Promise<Moves> {
  const move = async (name: Follower): Promise<Moved> => {
    const table = followers[name];
    const { rows } = await ctx.db.execute<Origin>(sql`
      update ${table} set account_id = ${survivorId}
      from (select id, account_id from ${table} where account_id = any(${idList(duplicateIds)}) for update) moved
      where ${table}.id = moved.id
      returning moved.id, moved.account_id as origin`);
    return byOrigin(rows);
  };
  const [contacts, locations, deals, leads, activities, projects, children, taggings] = await Promise.all([
    move("contacts"),
    move("locations"),
    move("deals"),
    move("leads"),
    move("activities"),
    move("projects"),
    moveChildren(ctx, survivorId, duplicateIds),
    moveTaggings(ctx, survivorId, duplicateIds),
  ]);
  const demotedLocations = await keepOnePrimary(ctx, survivorId, new Set(Object.values(locations).flat()));
  return { contacts, locations, deals, leads, activities, projects, children, taggings, demotedLocations };
}

/** Accounts below a duplicate stand below the survivor; what is being merged itself does not move. */
async function moveChildren(ctx: ServiceContext, survivorId: string, duplicateIds: readonly string[]): Promise<Moved> {
  const members = idList([survivorId, ...duplicateIds]);
  const { rows } = await ctx.db.execute<Origin>(sql`
    update ${account} set parent_id = ${survivorId}
    from (
      select id, parent_id from ${account}
      where parent_id = any(${idList(duplicateIds)}) and id <> all(${members}) for update
    ) moved
    where ${account}.id = moved.id
    returning moved.id, moved.parent_id as origin`);
  return byOrigin(rows);
}

/** A tag two of them carry moves once: the rest stay where they are, for the undo. */
async function moveTaggings(ctx: ServiceContext, survivorId: string, duplicateIds: readonly string[]): Promise<Moved> {
  const { rows } = await ctx.db.execute<Origin>(sql`
    update ${tagging} set account_id = ${survivorId}
    from (
      select distinct on (tag_id) id, account_id from ${tagging} candidate
      where account_id = any(${idList(duplicateIds)})
        and not exists (
          select 1 from ${tagging} kept where kept.account_id = ${survivorId} and kept.tag_id = candidate.tag_id
        )
      order by tag_id, id
    ) moved
    where ${tagging}.id = moved.id
    returning moved.id, moved.account_id as origin`);
  return byOrigin(rows);
}

/** The survivor's own primary location stays; of several that came along the oldest does. */
async function keepOnePrimary(ctx: ServiceContext, survivorId: string, moved: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from ${location} where account_id = ${survivorId} and "primary" and deleted_at is null order by id`);
  const cameAlong = rows.map((row) => row.id).filter((id) => moved.has(id));
  const demoted = cameAlong.length < rows.length ? cameAlong : cameAlong.slice(1);
  if (demoted.length > 0) {
    await ctx.db.execute(sql`update ${location} set "primary" = false where id = any(${idList(demoted)})`);
  }
  return demoted;
}

/**
 * Gives records back to the accounts they came from. What was moved elsewhere or removed for good since then stays
 * where people put it.
 */
export async function moveBack(ctx: ServiceContext, survivorId: string, moves: Moves): Promise<void> {
  for (const name of followerNames) {
    for (const [origin, ids] of Object.entries(moves[name])) {
      await ctx.db.execute(sql`
        update ${followers[name]} set account_id = ${origin}
        where id = any(${idList(ids)}) and account_id = ${survivorId}`);
    }
  }
  for (const [origin, ids] of Object.entries(moves.taggings)) {
    await ctx.db.execute(sql`
      update ${tagging} set account_id = ${origin} where id = any(${idList(ids)}) and account_id = ${survivorId}`);
  }
  for (const [origin, ids] of Object.entries(moves.children)) {
    // Whoever was put above the duplicate in the meantime cannot go below it again.
    await ctx.db.execute(sql`
      with recursive above as (
        select id, parent_id from ${account} where id = ${origin}
        union
        select parent.id, parent.parent_id from ${account} parent join above on parent.id = above.parent_id
      )
      update ${account} set parent_id = ${origin}
      where id = any(${idList(ids)}) and parent_id = ${survivorId} and id not in (select id from above)`);
  }
  if (moves.demotedLocations.length > 0) {
    await ctx.db.execute(sql`
      update ${location} set "primary" = true
      where id = any(${idList(moves.demotedLocations)}) and account_id <> ${survivorId}`);
  }
}
