import { AppError, administers } from "@steward/contracts";
import type { Role } from "@steward/contracts/kernel/role";
import { customRole, member, session, tenant, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, asc, eq, isNull } from "drizzle-orm";
import { permissionsOfRole } from "../kernel/index.ts";

/** Whoever asks about themselves, as authentication found them. */
export interface ProfileCaller {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly impersonator: { readonly name: string } | null;
}

/** An organisation the person can enter. */
export interface OrganisationPlace {
  slug: string;
  name: string;
  role: Role;
  /** The name of the organisation's own role that decides in place of `role`. */
  customRole: string | null;
  /** Whether the administration has anything for them. */
  administers: boolean;
}

/** An organisation the person belongs to and nobody, or they, can enter now. */
export interface ClosedOrganisation {
  slug: string;
  name: string;
  state: "disabled" | "suspended" | "beingRemoved";
  /** When one that is being removed will be gone. */
  purgeAfter: Date | null;
  /** Whether the person may take the removal back. */
  mayRestore: boolean;
}

/** Who is signed in, and where they may go. */
export interface Profile {
  id: string;
  name: string;
  email: string;
  operator: boolean;
  organisations: OrganisationPlace[];
  closed: ClosedOrganisation[];
  /** The operator who acts as the person, and why. */
  impersonation: { operator: string; reason: string } | null;
}

/** The person's own profile with their organisations, by name. Throws UNAUTHENTICATED `auth.session_expired`. */
export async function getProfile(system: SystemDatabase, caller: ProfileCaller): Promise<Profile> {
  const [[person], places, impersonation] = await Promise.all([
    system
      .select({ id: user.id, name: user.name, email: user.email, operator: user.operator })
      .from(user)
      .where(eq(user.id, caller.userId)),
    system
      .select({ tenant, member, customRole })
      .from(member)
      .innerJoin(tenant, eq(tenant.id, member.tenantId))
      .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
      .where(and(eq(member.userId, caller.userId), isNull(member.removedAt)))
      .orderBy(asc(tenant.name)),
    findImpersonation(system, caller),
  ]);
  if (!person) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  const organisations = places.flatMap((place) => (stateOf(place) === null ? [openPlace(place)] : []));
  const closed = places.flatMap((place) => {
    const state = stateOf(place);
    return state === null ? [] : [closedPlace(place, state)];
  });
  return { ...person, organisations, closed, impersonation };
}

interface PlaceRow {
  tenant: typeof tenant.$inferSelect;
  member: typeof member.$inferSelect;
  customRole: typeof customRole.$inferSelect | null;
}

function stateOf({ tenant, member }: PlaceRow): ClosedOrganisation["state"] | null {
  if (member.disabledAt) return "disabled";
  if (tenant.suspendedAt) return "suspended";
  return tenant.purgeAfter ? "beingRemoved" : null;
}

function openPlace({ tenant: { slug, name }, member: { role }, customRole }: PlaceRow): OrganisationPlace {
  const held = permissionsOfRole({ role, customRole });
  return { slug, name, role, customRole: customRole?.name ?? null, administers: administers(held) };
}

function closedPlace(
  { tenant: { slug, name, purgeAfter }, member: { role }, customRole }: PlaceRow,
  state: ClosedOrganisation["state"],
): ClosedOrganisation {
  const mayRestore = state === "beingRemoved" && permissionsOfRole({ role, customRole }).has("org.tenant.delete");
  return { slug, name, state, purgeAfter: state === "beingRemoved" ? purgeAfter : null, mayRestore };
}

async function findImpersonation(
  system: SystemDatabase,
  { sessionId, impersonator }: ProfileCaller,
): Promise<Profile["impersonation"]> {
  if (!impersonator || sessionId === null) return null;
  const [row] = await system
    .select({ reason: session.impersonationReason })
    .from(session)
    .where(eq(session.id, sessionId));
  return { operator: impersonator.name, reason: row?.reason ?? "" };
}
