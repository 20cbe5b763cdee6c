import { AppError, permissionsOf, roles } from "@steward/contracts";
import {
  type CreateTenantInput,
  maxOwnedTenants,
  newTenantSlugSchema,
  type SuggestAddressInput,
  tenantCreated,
} from "@steward/contracts/org/tenant";
import { foldText, isUniqueViolation, uuidv7 } from "@steward/db";
import { member, tenant, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, count, eq, inArray, isNull } from "drizzle-orm";
import { ensureDefaultPipeline } from "../crm/index.ts";
import { emit, membershipOf, type ServiceContext } from "../kernel/index.ts";
import type { PersonContext } from "./tenant-removal.ts";

/** Whoever may remove an organisation counts as having it. */
const owningRoles = roles.filter((role) => permissionsOf(role).has("org.tenant.delete"));
/** How many further addresses are looked at when one is taken. */
const suggestions = 20;

/**
 * Makes an organisation with the person as its owner and everything its modules begin with, in one transaction: before
 * it commits there is nothing of it, after it there is all.
 *
 * Throws FORBIDDEN `tenant.email_unverified`, LIMIT `tenant.too_many` (`most`), CONFLICT `tenant.slug_taken`
 * (`suggestion`, null where none comes to mind) for an address somebody has; one made from the name gets a number instead.
 */
export async function createTenant(person: PersonContext, input: CreateTenantInput): Promise<{ slug: string }> {
  const owner = await findFounder(person);
  const slug = input.slug ?? (await freeSlug(person, slugOf(input.name)));
  if (slug === null) throw new AppError("CONFLICT", "tenant.slug_taken", { suggestion: null });
  try {
    await writeTenant(person, owner, { ...input, slug });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("CONFLICT", "tenant.slug_taken", { suggestion: await freeSlug(person, slug) });
  }
  return { slug };
}

/**
 * The free address nearest to a name or to an address somebody typed, for the form that makes an organisation; null
 * where none comes to mind. It keeps nothing: somebody faster may still take it.
 */
export async function suggestAddress(system: SystemDatabase, { text }: SuggestAddressInput): Promise<string | null> {
  return freeSlug({ system }, slugOf(text));
}

type Founder = Pick<typeof user.$inferSelect, "id" | "name" | "email">;

/** An address nobody proved to be theirs would own an organisation, and invite others into it, in somebody's name. */
async function findFounder({ system, userId }: PersonContext): Promise<Founder> {
  const [[found], [owned]] = await Promise.all([
    system.select().from(user).where(eq(user.id, userId)),
    system
      .select({ count: count() })
      .from(member)
      .where(and(eq(member.userId, userId), inArray(member.role, owningRoles), isNull(member.removedAt))),
  ]);
  if (!found) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  if (!found.emailVerifiedAt) throw new AppError("FORBIDDEN", "tenant.email_unverified");
  if ((owned?.count ?? 0) >= maxOwnedTenants) {
    throw new AppError("LIMIT", "tenant.too_many", { most: maxOwnedTenants });
  }
  return found;
}

/** Under the app's own role: the policies let a transaction make no organisation but the one it says it is for. */
async function writeTenant(
  { database, requestId, source }: PersonContext,
  { id: userId, name, email }: Founder,
  input: CreateTenantInput & { slug: string },
): Promise<void> {
  const id = uuidv7();
  await database.withTenant(id, async (db) => {
    const [made] = await db
      .insert(tenant)
      .values({ id, ...input })
      .returning();
    const [owner] = await db.insert(member).values({ tenantId: id, userId, role: "owner", name, email }).returning();
    if (!made || !owner) throw new AppError("INTERNAL", "tenant.not_written");
    const scope = membershipOf({ tenant: made, member: owner, customRole: null });
    const ctx: ServiceContext = { ...scope, db, requestId, source };
    await emit(ctx, tenantCreated, id, { name: made.name, slug: made.slug });
    await beginModules(ctx);
  });
}

/** What each module needs to be there before its first page opens. */
async function beginModules(ctx: ServiceContext): Promise<void> {
  await ensureDefaultPipeline(ctx);
}

/** `Zürich Gebäude & Co.` → `zurich-gebaude-co` */
export function slugOf(name: string): string {
  const letters = foldText(name)
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 32)
    .replace(/^-+|-+$/g, "");
  if (letters === "") return "new-organisation";
  return newTenantSlugSchema.safeParse(letters).success ? letters : `org-${letters}`;
}

/** The first of `slug`, `slug-2`, `slug-3` … that nobody has; null where all those looked at are taken. */
async function freeSlug({ system }: Pick<PersonContext, "system">, slug: string): Promise<string | null> {
  const stem = slug.slice(0, 36).replace(/-+$/, "");
  const candidates = [slug, ...Array.from({ length: suggestions }, (_, index) => `${stem}-${index + 2}`)];
  const taken = await system.select({ slug: tenant.slug }).from(tenant).where(inArray(tenant.slug, candidates));
  const names = new Set(taken.map((row) => row.slug));
  return candidates.find((candidate) => !names.has(candidate)) ?? null;
}
