import { hashPassword, judgePassword } from "@steward/auth";
import { recordSecurityEvent } from "@steward/auth/record";
import { AppError, type Role } from "@steward/contracts";
import type { AcceptInvitationInput, AcceptOwnInvitationInput } from "@steward/contracts/org/invitation";
import { customRole, invitation, member, tenant, user } from "@steward/db/schema";
import type { SystemDatabase, SystemDb } from "@steward/db/system";
import { and, asc, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { RequestSource } from "../kernel/index.ts";
import { hashInvitationToken, type Named, stillOpen } from "../org/index.ts";
import { joinTenant, lockInvitation, requireAcceptable } from "./invitation-join.ts";

/** What accepting needs to know of the call. */
export interface AcceptingContext {
  readonly system: SystemDatabase;
  readonly requestId: string;
  readonly source: RequestSource;
}

/** An invitation as the person sees it who may accept it. */
export interface OwnInvitation {
  id: string;
  organisation: { slug: string; name: string };
  inviter: string;
  role: Role;
  customRole: Named | null;
  expiresAt: Date;
}

export interface InvitationPreview extends OwnInvitation {
  email: string;
  /** Whether somebody signs in with this address already. Told to nobody but who reads its mail. */
  hasAccount: boolean;
}

const columns = {
  id: invitation.id,
  organisation: { slug: tenant.slug, name: tenant.name },
  inviter: member.name,
  role: invitation.role,
  customRole: { id: customRole.id, name: customRole.name },
  expiresAt: invitation.expiresAt,
};

function invitations(system: SystemDb) {
  return system
    .select({ ...columns, invitation, userVerifiedAt: user.emailVerifiedAt })
    .from(invitation)
    .innerJoin(tenant, eq(tenant.id, invitation.tenantId))
    .innerJoin(member, and(eq(member.tenantId, invitation.tenantId), eq(member.id, invitation.invitedById)))
    .leftJoin(customRole, and(eq(customRole.tenantId, invitation.tenantId), eq(customRole.id, invitation.customRoleId)))
    .leftJoin(user, sql`lower(${user.email}) = lower(${invitation.email})`)
    .$dynamic();
}

/**
 * What the page behind the mail's link shows. Throws NOT_FOUND `invitation.unknown`; PRECONDITION `invitation.expired` |
 * `invitation.revoked` | `invitation.accepted`.
 */
export async function previewInvitation(system: SystemDb, token: string): Promise<InvitationPreview> {
  const [row] = await invitations(system).where(byToken(token));
  if (!row) throw new AppError("NOT_FOUND", "invitation.unknown");
  const { invitation: stored, userVerifiedAt, ...shown } = row;
  requireAcceptable(stored);
  return { ...shown, email: stored.email, hasAccount: userVerifiedAt !== null };
}

/** What waits for the person, at the address they have shown to be theirs; by the organisation's name. */
export async function listOwnInvitations(system: SystemDb, userId: string): Promise<OwnInvitation[]> {
  const rows = await invitations(system)
    .where(
      and(
        eq(user.id, userId),
        isNotNull(user.emailVerifiedAt),
        stillOpen,
        gt(invitation.expiresAt, sql`now()`),
        isNull(tenant.suspendedAt),
        isNull(tenant.purgeAfter),
      ),
    )
    .orderBy(asc(tenant.name), asc(invitation.id));
  return rows.map(({ invitation: _stored, userVerifiedAt: _verified, ...shown }) => shown);
}

/**
 * Joins an organisation as somebody who has an account and is signed in. Doing it again answers the same.
 *
 * Throws as `previewInvitation` and `joinTenant`; FORBIDDEN `invitation.other_person` unless it was sent to their own
 * confirmed address.
 */
export async function acceptOwnInvitation(
  ctx: AcceptingContext & { readonly userId: string },
  input: AcceptOwnInvitationInput,
): Promise<{ slug: string }> {
  return ctx.system.transaction(async (db) => {
    const found = await lockInvitation(db, "token" in input ? byToken(input.token) : eq(invitation.id, input.id));
    const [person] = await db.select().from(user).where(eq(user.id, ctx.userId));
    const theirs = person?.emailVerifiedAt && person.email.toLowerCase() === found.invitation.email.toLowerCase();
    if (!person || !theirs) {
      // An id is no secret: whoever did not get the mail is not told that there is one.
      throw "token" in input
        ? new AppError("FORBIDDEN", "invitation.other_person")
        : new AppError("NOT_FOUND", "invitation.unknown");
    }
    await joinTenant({ ...ctx, db }, found, person);
    return { slug: found.tenant.slug };
  });
}

/**
 * Joins an organisation as somebody new: their account and their membership begin together. The link reached them by
 * mail, so the address is theirs; an account that waits for its confirmation, whoever began it, gets this password.
 *
 * Throws as `previewInvitation` and `joinTenant`; CONFLICT `invitation.account_exists` where somebody signs in with the address already;
 * INVALID `password.too_common` | `password.too_personal`; UNAVAILABLE `auth.busy`.
 */
export async function acceptInvitation(
  ctx: AcceptingContext,
  { token, name, password }: AcceptInvitationInput,
): Promise<{ slug: string; email: string }> {
  const { email, hasAccount } = await previewInvitation(ctx.system, token);
  if (hasAccount) throw new AppError("CONFLICT", "invitation.account_exists");
  await judgePassword(password, { name, email });
  // 46 MiB and a core for a while: before the transaction, and only for a link that is good.
  const passwordHash = await hashPassword(password);
  return ctx.system.transaction(async (db) => {
    const found = await lockInvitation(db, byToken(token));
    requireAcceptable(found.invitation);
    const person = await openAccount(db, { email, name, passwordHash });
    const { requestId } = ctx;
    const { clientAddress, userAgent } = ctx.source;
    await recordSecurityEvent(db, {
      name: "auth.signed_up",
      userId: person.id,
      tenantId: found.tenant.id,
      source: { requestId, clientAddress, userAgent },
      details: { outcome: "invited" },
    });
    await joinTenant({ ...ctx, db }, found, person);
    return { slug: found.tenant.slug, email };
  });
}

async function openAccount(
  db: SystemDb,
  { email, name, passwordHash }: { email: string; name: string; passwordHash: string },
): Promise<typeof user.$inferSelect> {
  const values = { name, passwordHash, emailVerifiedAt: sql`now()` };
  const [made] = await db
    .insert(user)
    .values({ ...values, email })
    .onConflictDoNothing()
    .returning();
  if (made) return made;
  const [waiting] = await db
    .update(user)
    .set(values)
    .where(and(sql`lower(${user.email}) = lower(${email})`, isNull(user.emailVerifiedAt), isNull(user.disabledAt)))
    .returning();
  if (!waiting) throw new AppError("CONFLICT", "invitation.account_exists");
  return waiting;
}

function byToken(token: string): SQL {
  return eq(invitation.tokenHash, hashInvitationToken(token));
}
