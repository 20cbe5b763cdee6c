import { AppError, notFound, type Page, recordChanged } from "@steward/contracts";
import {
  type CountLocationsInput,
  type CreateLocationInput,
  type ListLocationsInput,
  locationCreated,
  locationRemoved,
  locationRestored,
  locationUpdated,
  type UpdateLocationInput,
} from "@steward/contracts/crm/location";
import { keysetPage } from "@steward/db";
import { account, location } from "@steward/db/schema";
import { and, count, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { changesOf, containsText, emit, emitMany, type ServiceContext } from "../kernel/index.ts";
import type { RecordRef } from "./account/queries.ts";
import { requireReferences } from "./reference.ts";

/** A site of an account. */
export interface LocationItem {
  id: string;
  name: string;
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postcode: string | null;
  country: string | null;
  /** WGS 84 degrees. */
  latitude: number | null;
  longitude: number | null;
  primary: boolean;
  account: RecordRef | null;
  createdAt: Date;
  version: number;
}

const columns = {
  id: location.id,
  name: location.name,
  line1: location.line1,
  line2: location.line2,
  city: location.city,
  region: location.region,
  postcode: location.postcode,
  country: location.country,
  latitude: location.latitude,
  longitude: location.longitude,
  primary: location.primary,
  account: { id: account.id, name: account.name },
  createdAt: location.createdAt,
  version: location.version,
};
const siteOf = and(eq(account.tenantId, location.tenantId), eq(account.id, location.accountId));

function whereLocations({ search, filter }: CountLocationsInput): SQL | undefined {
  return and(
    isNull(location.deletedAt),
    filter.accountId ? eq(location.accountId, filter.accountId) : undefined,
    containsText(search, location.name, location.line1, location.city, location.postcode),
  );
}

/** Locations of an account, or of all of them. */
export async function listLocations(ctx: ServiceContext, input: ListLocationsInput): Promise<Page<LocationItem>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: location[sort.field], id: location.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(location)
      .leftJoin(account, siteOf)
      .where(and(whereLocations(input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

export async function countLocations(ctx: ServiceContext, input: CountLocationsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(location).where(whereLocations(input));
  return row?.count ?? 0;
}

/** One location. Throws NOT_FOUND. */
export async function getLocation(ctx: ServiceContext, id: string): Promise<LocationItem> {
  const [row] = await ctx.db
    .select(columns)
    .from(location)
    .leftJoin(account, siteOf)
    .where(and(eq(location.id, id), isNull(location.deletedAt)));
  if (!row) throw notFound("crm.location");
  return row;
}

/** Adds a site; the first one of an account is its primary one. Throws INVALID `reference_unknown`. */
export async function createLocation(ctx: ServiceContext, input: CreateLocationInput): Promise<LocationItem> {
  await requireReferences(ctx, { accountId: input.accountId });
  const siblings = await ctx.db
    .select({ id: location.id })
    .from(location)
    .where(and(eq(location.accountId, input.accountId), isNull(location.deletedAt)))
    .limit(1);
  const primary = input.primary ?? siblings.length === 0;
  const [row] = await ctx.db
    .insert(location)
    .values({ ...input, primary })
    .returning({ id: location.id });
  if (!row) throw new AppError("INTERNAL", "location.not_written");
  if (primary) await demoteOthers(ctx, row.id, input.accountId);
  await emit(ctx, locationCreated, row.id, { name: input.name });
  return getLocation(ctx, row.id);
}

/** Changes the given members. Throws NOT_FOUND, CONFLICT `record_changed`. */
export async function updateLocation(ctx: ServiceContext, input: UpdateLocationInput): Promise<LocationItem> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db
    .select()
    .from(location)
    .where(and(eq(location.id, id), isNull(location.deletedAt)))
    .for("update");
  if (!before) throw notFound("crm.location");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.location");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(location)
      .set({ ...fields, version: before.version + 1 })
      .where(eq(location.id, id));
    if (fields.primary) await demoteOthers(ctx, id, before.accountId);
    await emit(ctx, locationUpdated, id, { changes });
  }
  return getLocation(ctx, id);
}

/** An account has one primary location: the one last made so. */
async function demoteOthers(ctx: ServiceContext, id: string, accountId: string): Promise<void> {
  await ctx.db
    .update(location)
    .set({ primary: false, version: sql`${location.version} + 1` })
    .where(and(eq(location.accountId, accountId), ne(location.id, id), eq(location.primary, true)));
}

/** Removes locations; `restoreLocations` brings them back. NOT_FOUND when none of them is there. */
export async function removeLocations(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(location)
    .set({ deletedAt: sql`now()`, version: sql`${location.version} + 1` })
    .where(and(inArray(location.id, [...ids]), isNull(location.deletedAt)))
    .returning({ id: location.id, name: location.name });
  if (rows.length === 0) throw notFound("crm.location");
  await emitMany(
    ctx,
    locationRemoved,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}

/** Undoes a removal. NOT_FOUND when none of them was removed. */
export async function restoreLocations(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(location)
    .set({ deletedAt: null, version: sql`${location.version} + 1` })
    .where(and(inArray(location.id, [...ids]), isNotNull(location.deletedAt)))
    .returning({ id: location.id, name: location.name });
  if (rows.length === 0) throw notFound("crm.location");
  await emitMany(
    ctx,
    locationRestored,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}
