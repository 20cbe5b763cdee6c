import { AppError, notFound } from "@steward/contracts";
import {
  type CreateSavedViewInput,
  type SavedViewState,
  savedViewStateSchema,
  type UpdateSavedViewInput,
} from "@steward/contracts/org/saved-view";
import { savedView } from "@steward/db/schema";
import { and, asc, count, eq } from "drizzle-orm";
import { ownRows, requirePermission, type ServiceContext } from "../kernel/index.ts";

export interface SavedView {
  id: string;
  name: string;
  shared: boolean;
  /** Whether the caller made it, and so may change it. */
  own: boolean;
  state: SavedViewState;
}

/** More than anybody finds their way in; stops a loop that saves views. */
const maxViewsPerList = 50;

/** The caller's own views of a list and those shared with everyone, by name. */
export async function listSavedViews(ctx: ServiceContext, address: string): Promise<SavedView[]> {
  const rows = await ctx.db
    .select()
    .from(savedView)
    .where(
      and(
        eq(savedView.address, address),
        ownRows(ctx, "org.savedView.read", savedView.memberId, eq(savedView.shared, true)),
      ),
    )
    .orderBy(asc(savedView.name), asc(savedView.id));
  return rows.map((row) => toSavedView(ctx, row));
}

/** Keeps a view. Throws FORBIDDEN when sharing is not permitted, LIMIT `saved_view.too_many`. */
export async function createSavedView(ctx: ServiceContext, input: CreateSavedViewInput): Promise<SavedView> {
  if (input.shared) requirePermission(ctx, "org.savedView.share");
  const [existing] = await ctx.db
    .select({ views: count() })
    .from(savedView)
    .where(and(eq(savedView.address, input.address), eq(savedView.memberId, ctx.actor.memberId)));
  if ((existing?.views ?? 0) >= maxViewsPerList) {
    throw new AppError("LIMIT", "saved_view.too_many", { most: maxViewsPerList });
  }
  const [row] = await ctx.db
    .insert(savedView)
    .values({ ...input, memberId: ctx.actor.memberId })
    .returning();
  if (!row) throw new AppError("INTERNAL", "saved_view.not_written");
  return toSavedView(ctx, row);
}

/** Changes one of the caller's own views. NOT_FOUND for anybody else's. */
export async function updateSavedView(ctx: ServiceContext, input: UpdateSavedViewInput): Promise<SavedView> {
  if (input.shared) requirePermission(ctx, "org.savedView.share");
  // The id among the values: an update that changes nothing is still a statement.
  const [row] = await ctx.db.update(savedView).set(input).where(ownView(ctx, input.id)).returning();
  if (!row) throw notFound("org.savedView");
  return toSavedView(ctx, row);
}

/** Removes one of the caller's own views. NOT_FOUND for anybody else's. */
export async function removeSavedView(ctx: ServiceContext, id: string): Promise<void> {
  const removed = await ctx.db.delete(savedView).where(ownView(ctx, id)).returning({ id: savedView.id });
  if (removed.length === 0) throw notFound("org.savedView");
}

function ownView(ctx: ServiceContext, id: string) {
  return and(eq(savedView.id, id), ownRows(ctx, "org.savedView.write", savedView.memberId));
}

function toSavedView(ctx: ServiceContext, row: typeof savedView.$inferSelect): SavedView {
  return {
    id: row.id,
    name: row.name,
    shared: row.shared,
    own: row.memberId === ctx.actor.memberId,
    // A state that an older release wrote and this one cannot read must not take the other views with it.
    state: savedViewStateSchema.safeParse(row.state).data ?? {},
  };
}
