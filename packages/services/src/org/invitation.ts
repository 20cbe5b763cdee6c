import { AppError, notFound } from "@steward/contracts";
import {
  type CreateInvitationsInput,
  type InvitationOutcome,
  invitationCreated,
  invitationRenewed,
  invitationRevoked,
  maxOpenInvitations,
} from "@steward/contracts/org/invitation";
import { queueMail } from "@steward/db";
import { invitation, member, tenant } from "@steward/db/schema";
import { and, count, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { emitMany, type ServiceContext } from "../kernel/index.ts";
import { type ChosenRole, chosenRole } from "./custom-role-choice.ts";
import { getInvitation, type Invitation, stillOpen } from "./invitation-queries.ts";
import { newInvitationToken } from "./invitation-token.ts";
import { lockOrganisation, requireMayGrant } from "./member-authority.ts";

/** What became of each address that was to be invited, in the order given. */
export interface InvitationAnswer {
  email: string;
  outcome: InvitationOutcome;
}

/** Where the workspace is reached: an origin, for the link in the mail. */
export interface InvitationSite {
  readonly webUrl: string;
}

/**
 * Invites people by mail, with a link that works for `invitationDays`. Whoever is invited already gets a new link, and
 * the old one is dead; members and addresses outside the organisation's own domains are only reported.
 *
 * Throws INVALID `reference_unknown`; FORBIDDEN `member.grants_more_than_own` | `member.owners_only`; LIMIT
 * `invitation.too_many_open`.
 */
export async function createInvitations(
  ctx: ServiceContext,
  input: CreateInvitationsInput,
  site: InvitationSite,
): Promise<InvitationAnswer[]> {
  const authority = await lockOrganisation(ctx, "org.invitation.write");
  const role = await chosenRole(ctx, input.role);
  requireMayGrant(authority, role);
  const emails = [...new Set(input.emails)];
  const outcomeOf = await judge(ctx, emails);
  const open = await findOpen(ctx, emails);
  const wanted = emails.filter((email) => outcomeOf(email) === "invited");
  const fresh = wanted.filter((email) => !open.has(email));
  await requireRoom(ctx, fresh.length);
  for (const email of wanted) await send(ctx, site, { id: open.get(email), email, role });
  return emails.map((email) => {
    const outcome = outcomeOf(email);
    return { email, outcome: outcome === "invited" && open.has(email) ? "renewed" : outcome };
  });
}

/**
 * Sends a pending or expired invitation again, with a new link. Throws NOT_FOUND; CONFLICT `invitation.not_open` |
 * `invitation.domain_not_allowed`; FORBIDDEN as `createInvitations`.
 */
export async function resendInvitation(ctx: ServiceContext, id: string, site: InvitationSite): Promise<Invitation> {
  const authority = await lockOrganisation(ctx, "org.invitation.write");
  const { email, role: standard, customRoleId } = await requireOpen(ctx, id);
  const role = await chosenRole(ctx, customRoleId ?? standard);
  requireMayGrant(authority, role);
  const outcomeOf = await judge(ctx, [email]);
  if (outcomeOf(email) === "domainNotAllowed") throw new AppError("CONFLICT", "invitation.domain_not_allowed");
  await send(ctx, site, { id, email, role });
  return getInvitation(ctx, id);
}

/** Takes an invitation back: its link is dead. Throws NOT_FOUND, CONFLICT `invitation.not_open`. */
export async function revokeInvitation(ctx: ServiceContext, id: string): Promise<Invitation> {
  await lockOrganisation(ctx, "org.invitation.write");
  const { email, role: standard, customRoleId } = await requireOpen(ctx, id);
  const { label } = await chosenRole(ctx, customRoleId ?? standard);
  await ctx.db.update(invitation).set({ revokedAt: sql`now()` }).where(eq(invitation.id, id));
  await emitMany(ctx, invitationRevoked, [{ entityId: id, payload: { email, role: label } }]);
  return getInvitation(ctx, id);
}

/** Whether the organisation takes in people with an address of that domain. */
export function mayBeInvited(
  { allowedEmailDomains }: { readonly allowedEmailDomains: readonly string[] },
  email: string,
): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return allowedEmailDomains.length === 0 || allowedEmailDomains.includes(domain);
}

/** Who of them may be invited at all: not members, and not strangers to the organisation's domains. */
async function judge(ctx: ServiceContext, emails: readonly string[]): Promise<(email: string) => InvitationOutcome> {
  const [own] = await ctx.db
    .select({ domains: tenant.allowedEmailDomains })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenant.id));
  const known = await ctx.db
    .select({ email: sql<string>`lower(${member.email})` })
    .from(member)
    .where(and(inArray(sql`lower(${member.email})`, [...emails]), isNull(member.removedAt)));
  const members = new Set(known.map(({ email }) => email));
  const domains = own?.domains ?? [];
  return (email) => {
    if (members.has(email)) return "alreadyMember";
    return mayBeInvited({ allowedEmailDomains: domains }, email) ? "invited" : "domainNotAllowed";
  };
}

async function findOpen(ctx: ServiceContext, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.db
    .select({ id: invitation.id, email: invitation.email })
    .from(invitation)
    .where(and(inArray(invitation.email, [...emails]), stillOpen));
  return new Map(rows.map(({ id, email }) => [email, id]));
}

async function requireRoom(ctx: ServiceContext, more: number): Promise<void> {
  const [open] = await ctx.db
    .select({ count: count() })
    .from(invitation)
    .where(and(stillOpen, gt(invitation.expiresAt, sql`now()`)));
  if ((open?.count ?? 0) + more > maxOpenInvitations) {
    throw new AppError("LIMIT", "invitation.too_many_open", { most: maxOpenInvitations });
  }
}

async function requireOpen(ctx: ServiceContext, id: string): Promise<typeof invitation.$inferSelect> {
  const [row] = await ctx.db.select().from(invitation).where(eq(invitation.id, id));
  if (!row) throw notFound("org.invitation");
  if (row.acceptedAt || row.revokedAt) throw new AppError("CONFLICT", "invitation.not_open");
  return row;
}

interface Sending {
  /** Of an open invitation to renew; undefined for a new one. */
  readonly id: string | undefined;
  readonly email: string;
  readonly role: ChosenRole;
}

async function send(ctx: ServiceContext, { webUrl }: InvitationSite, { id, email, role }: Sending): Promise<void> {
  const { token, tokenHash, expiresAt } = newInvitationToken();
  const values = {
    role: role.role,
    customRoleId: role.customRoleId,
    tokenHash,
    expiresAt,
    invitedById: ctx.actor.memberId,
  };
  const [row] = await (id
    ? ctx.db.update(invitation).set(values).where(eq(invitation.id, id)).returning({ id: invitation.id })
    : ctx.db
        .insert(invitation)
        .values({ ...values, email })
        .returning({ id: invitation.id }));
  if (!row) throw new AppError("INTERNAL", "invitation.not_written");
  await queueMail(ctx.db, {
    to: email,
    template: "invitation",
    tenantId: ctx.tenant.id,
    props: {
      organisation: ctx.tenant.name,
      inviter: ctx.actor.name,
      role: role.label,
      url: `${webUrl}/invitation?token=${token}`,
      expiresAt: expiresAt.toISOString(),
    },
  });
  const fact = { entityId: row.id, payload: { email, role: role.label } };
  await emitMany(ctx, id ? invitationRenewed : invitationCreated, [fact]);
}
