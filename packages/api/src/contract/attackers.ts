import { createTokens, openImpersonation, refreshTokens } from "@steward/auth";
import { everyMemberMay, type Permission, permissionNames, permissionsOf, roles } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { apiKey, customRole, session, user } from "@steward/db/schema";
import { and, eq, isNotNull } from "drizzle-orm";
import type { ListedProcedure } from "../kernel/procedure-list.ts";
import { type Harness, password } from "./harness.ts";
import { cutKey, found, type Recruit, recruit } from "./recruit.ts";

/** The code and the reason a call is refused with. */
export type Refusal = readonly [code: string, reason: string];

/** Somebody who calls what is not theirs to call. */
export interface Attacker {
  readonly name: string;
  /** What the procedure has to answer; null where it is theirs to call after all. */
  refusal(procedure: ListedProcedure): Refusal | null;
  /** Arranges what has to be so for this procedure, and returns the call's headers. */
  arm(procedure: ListedProcedure): Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
}

const day = 86_400_000;
const yesterday = () => new Date(Date.now() - day);
const tomorrow = () => new Date(Date.now() + day);

/** Refused wherever somebody has to be known. */
const everywhere =
  (reason: string): Attacker["refusal"] =>
  ({ meta }) =>
    meta.guard === "public" ? null : ["UNAUTHENTICATED", reason];

/** A person who is known, but not to this organisation; nor do they run the platform. */
const inTenants =
  (reason: string, code = "FORBIDDEN"): Attacker["refusal"] =>
  ({ meta }) => {
    if (meta.guard === "tenant") return [code, reason];
    return meta.guard === "operator" ? ["FORBIDDEN", "operator_only"] : null;
  };

/** Somebody inside the organisation who may do other things there. */
const without =
  (has: (permission: Permission) => boolean): Attacker["refusal"] =>
  (procedure) => {
    const { guard, permission } = procedure.meta;
    if (guard !== "tenant") return inTenants("")(procedure);
    return permission && has(permission) ? null : ["FORBIDDEN", "permission_missing"];
  };

/** A program: it opens one organisation, and neither a person's own pages nor the console. */
const program =
  (inside: Attacker["refusal"]): Attacker["refusal"] =>
  (procedure) => {
    if (procedure.meta.guard === "tenant") return inside(procedure);
    return procedure.meta.guard === "public" ? null : ["FORBIDDEN", "auth.api_key_not_allowed"];
  };

/** Everybody there is to fear, each refused for one reason only. The list is the proof's: a way in that is not on it is untried. */
export async function recruitAttackers(harness: Harness): Promise<Attacker[]> {
  return [
    ...(await strangers(harness)),
    ...(await formerPeople(harness)),
    ...(await weakMembers(harness)),
    ...(await closedOrganisations(harness)),
    ...(await programs(harness)),
  ];
}

async function strangers(harness: Harness): Promise<Attacker[]> {
  const { acme, globex, platform } = harness;
  const owner = await recruit(harness, acme);
  const foreigner = await recruit(harness, globex);
  const operator = await recruit(harness, globex, { user: { operator: true } });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}`, "x-tenant": acme.slug });
  const { accessToken, refreshToken } = await createTokens(platform, {
    email: acme.members.owner.email,
    password,
    address: "192.0.2.2",
    userAgent: null,
  });
  const [head = "", body = ""] = accessToken.split(".");
  const invalid = everywhere("auth.invalid_token");
  return [
    { name: "anonymous", refusal: everywhere("auth.sign_in_required"), arm: () => ({ "x-tenant": acme.slug }) },
    {
      name: "other tenant's member",
      refusal: inTenants("tenant_not_a_member"),
      arm: () => ({ ...foreigner.headers(), "x-tenant": acme.slug }),
    },
    {
      name: "member asking for no tenant there is",
      refusal: inTenants("tenant_unknown", "NOT_FOUND"),
      arm: () => ({ ...foreigner.headers(), "x-tenant": "nobody-here" }),
    },
    {
      // Running the platform opens the console, and nobody's records.
      name: "operator",
      refusal: ({ meta }) => (meta.guard === "tenant" ? ["FORBIDDEN", "tenant_not_a_member"] : null),
      arm: () => ({ ...operator.headers(), "x-tenant": acme.slug }),
    },
    {
      name: "expired token",
      refusal: everywhere("auth.token_expired"),
      arm: () => owner.headers({ expiresIn: -1 }),
    },
    { name: "token for another audience", refusal: invalid, arm: () => owner.headers({ audience: "elsewhere" }) },
    { name: "token without a signature", refusal: invalid, arm: () => owner.headers({ algorithm: "none" }) },
    { name: "truncated token", refusal: invalid, arm: () => bearer(`${head}.${body}`) },
    { name: "refresh token as access token", refusal: invalid, arm: () => bearer(refreshToken) },
    {
      name: "person of another session",
      refusal: everywhere("auth.session_expired"),
      arm: () => owner.headers({ userId: foreigner.userId }),
    },
  ];
}

async function formerPeople(harness: Harness): Promise<Attacker[]> {
  const { acme } = harness;
  const now = new Date();
  const ended = everywhere("auth.session_expired");
  const removed = await recruit(harness, acme, { member: { removedAt: now } });
  const disabledMember = await recruit(harness, acme, { member: { disabledAt: now } });
  const disabledUser = await recruit(harness, acme, { user: { disabledAt: now } });
  const signedOut = await recruit(harness, acme, { session: { revokedAt: now } });
  const lapsed = await recruit(harness, acme, { session: { expiresAt: now } });
  const replayed = await replayRefresh(harness);
  const actedAs = await impersonatedByNobodyAnyMore(harness);
  return [
    { name: "removed member", refusal: inTenants("tenant_not_a_member"), arm: () => removed.headers() },
    { name: "disabled member", refusal: inTenants("member_disabled"), arm: () => disabledMember.headers() },
    { name: "disabled user", refusal: ended, arm: () => disabledUser.headers() },
    { name: "revoked session", refusal: ended, arm: () => signedOut.headers() },
    { name: "expired session", refusal: ended, arm: () => lapsed.headers() },
    { name: "replayed refresh token's access", refusal: ended, arm: () => replayed },
    { name: "person acted as by a former operator", refusal: ended, arm: () => actedAs.headers() },
  ];
}

/** The thief's second use of a token ends the session of both: the access tokens go with it. */
async function replayRefresh({ acme, platform }: Harness): Promise<Record<string, string>> {
  const client = { address: "192.0.2.3", userAgent: "the owner's client" };
  const first = await createTokens(platform, { email: acme.members.owner.email, password, ...client });
  const source = { clientAddress: client.address, userAgent: client.userAgent, requestId: "refresh" };
  const { accessToken } = await refreshTokens(platform, first.refreshToken, source);
  const thief = { ...source, userAgent: "the thief's client" };
  await refreshTokens(platform, first.refreshToken, thief).catch(() => {
    // Refused, of course; what matters is what becomes of the tokens already given out.
  });
  return { authorization: `Bearer ${accessToken}`, "x-tenant": acme.slug };
}

async function impersonatedByNobodyAnyMore(harness: Harness): Promise<Recruit> {
  const person = await recruit(harness, harness.acme);
  const sessionId = await actAs(harness, person);
  await harness.system
    .update(user)
    .set({ operator: false })
    .where(and(eq(user.operator, true), eq(user.name, operatorName)));
  return { ...person, headers: (changes) => person.headers({ sessionId, ...changes }) };
}

const operatorName = "An operator for an hour";

/** Lets a new operator act as somebody; returns the session. */
export async function actAs(harness: Harness, { userId }: Pick<Recruit, "userId">): Promise<string> {
  const operator = await recruit(harness, harness.globex, { user: { operator: true, name: operatorName } });
  await openImpersonation(harness.platform, {
    operator: {
      userId: operator.userId,
      sessionId: operator.sessionId,
      apiKey: null,
      impersonator: null,
      secondFactor: true,
      signedInAt: new Date(),
    },
    userId,
    reason: "a test",
    source: { clientAddress: null, userAgent: null, requestId: uuidv7() },
  });
  const [opened] = await harness.system
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.userId, userId), isNotNull(session.impersonatorId)));
  if (!opened) throw new Error("no session was opened");
  return opened.id;
}

async function weakMembers(harness: Harness): Promise<Attacker[]> {
  const { acme, database } = harness;
  const byRole = await Promise.all(
    roles.map(async (role): Promise<Attacker> => {
      const person = await recruit(harness, acme, { role });
      return {
        name: `weak role: ${role}`,
        refusal: without((permission) => permissionsOf(role).has(permission)),
        arm: () => person.headers(),
      };
    }),
  );
  const roleId = uuidv7();
  await database.withTenant(acme.id, (db) =>
    db.insert(customRole).values({ id: roleId, name: "Everything but one", permissions: [] }),
  );
  const clerk = await recruit(harness, acme, { member: { customRoleId: roleId } });
  return [
    ...byRole,
    {
      name: "custom role of everything but this",
      refusal: without((permission) => everyMemberMay.has(permission)),
      async arm({ meta }) {
        const permissions = permissionNames.filter((name) => name !== meta.permission);
        await database.withTenant(acme.id, (db) =>
          db.update(customRole).set({ permissions }).where(eq(customRole.id, roleId)),
        );
        return clerk.headers();
      },
    },
  ];
}

async function closedOrganisations(harness: Harness): Promise<Attacker[]> {
  const suspended = await recruit(harness, await found(harness, "suspended", { suspendedAt: yesterday() }));
  const leaving = await recruit(harness, await found(harness, "leaving", { purgeAfter: tomorrow() }));
  const strict = await recruit(harness, await found(harness, "strict", { requireSecondFactor: true }));
  const brief = await recruit(harness, await found(harness, "brief", { maxSessionHours: 12 }), {
    session: { createdAt: yesterday() },
  });
  return [
    { name: "member of a suspended one", refusal: inTenants("tenant_suspended"), arm: () => suspended.headers() },
    {
      name: "member of one that is being removed",
      refusal: inTenants("tenant_being_removed"),
      arm: () => leaving.headers(),
    },
    {
      name: "one factor where two are asked for",
      refusal: inTenants("tenant_second_factor_required"),
      arm: () => strict.headers(),
    },
    {
      name: "signed in too long ago",
      refusal: inTenants("auth.session_too_old", "UNAUTHENTICATED"),
      arm: () => brief.headers(),
    },
  ];
}

async function programs(harness: Harness): Promise<Attacker[]> {
  const { acme, globex, system } = harness;
  const owner = await recruit(harness, acme);
  const disabled = await recruit(harness, acme, { member: { disabledAt: new Date() } });
  const foreigner = await recruit(harness, globex);
  const scopes: string[] = [...permissionNames];
  const key = async (changes: Partial<typeof apiKey.$inferInsert>, of: Recruit = owner, place = acme) => {
    const { id, authorization } = await cutKey(harness, place, of, { scopes, ...changes });
    return { id, headers: { authorization, "x-tenant": acme.slug } };
  };
  const [revoked, expired, orphaned, foreign, narrow] = await Promise.all([
    key({ revokedAt: yesterday() }),
    key({ expiresAt: yesterday() }),
    key({}, disabled),
    key({}, foreigner, globex),
    key({}),
  ]);
  const unknown = { authorization: `Bearer stw_abcdefgh_${"A".repeat(43)}`, "x-tenant": acme.slug };
  return [
    { name: "revoked key", refusal: everywhere("auth.key_revoked"), arm: () => revoked.headers },
    { name: "expired key", refusal: everywhere("auth.key_expired"), arm: () => expired.headers },
    { name: "key of a disabled member", refusal: everywhere("auth.invalid_token"), arm: () => orphaned.headers },
    { name: "key nobody made", refusal: everywhere("auth.invalid_token"), arm: () => unknown },
    {
      name: "key of another organisation",
      refusal: program(inTenants("tenant_not_a_member")),
      arm: () => foreign.headers,
    },
    {
      name: "key with every scope but this",
      refusal: program(without(() => false)),
      async arm({ meta }) {
        const others = scopes.filter((name) => name !== meta.permission);
        await system.update(apiKey).set({ scopes: others }).where(eq(apiKey.id, narrow.id));
        return narrow.headers;
      },
    },
  ];
}
