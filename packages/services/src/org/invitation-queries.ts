import { notFound, type Page, type Role } from "@steward/contracts";
import type { InvitationStatus, ListInvitationsInput } from "@steward/contracts/org/invitation";
import { keysetPage } from "@steward/db";
import { customRole, invitation, member } from "@steward/db/schema";
import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { containsText, type ServiceContext } from "../kernel/index.ts";
import type { Named } from "./member-queries.ts";

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  customRole: Named | null;
  invitedBy: Named;
  status: InvitationStatus;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
}

const now = sql`now()`;

/** Neither accepted nor taken back; it may have expired. */
export const stillOpen = and(isNull(invitation.acceptedAt), isNull(invitation.revokedAt));

const inStatus: Record<InvitationStatus, SQL | undefined> = {
  pending: and(stillOpen, gt(invitation.expiresAt, now)),
  expired: and(stillOpen, lte(invitation.expiresAt, now)),
  accepted: isNotNull(invitation.acceptedAt),
  revoked: and(isNull(invitation.acceptedAt), isNotNull(invitation.revokedAt)),
};

const columns = {
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  customRole: { id: customRole.id, name: customRole.name },
  invitedBy: { id: member.id, name: member.name },
  status: sql<InvitationStatus>`case
    when ${invitation.acceptedAt} is not null then 'accepted'
    when ${invitation.revokedAt} is not null then 'revoked'
    when ${invitation.expiresAt} <= now() then 'expired'
    else 'pending' end`,
  createdAt: invitation.createdAt,
  expiresAt: invitation.expiresAt,
  acceptedAt: invitation.acceptedAt,
};

const isCustomRole = and(eq(customRole.tenantId, invitation.tenantId), eq(customRole.id, invitation.customRoleId));
const isInviter = and(eq(member.tenantId, invitation.tenantId), eq(member.id, invitation.invitedById));

/** Who has been invited, and what became of it; newest first unless asked otherwise. */
export async function listInvitations(ctx: ServiceContext, input: ListInvitationsInput): Promise<Page<Invitation>> {
  const { search, filter, sort, limit, cursor } = input;
  return keysetPage({ sort, by: invitation[sort.field], id: invitation.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(invitation)
      .innerJoin(member, isInviter)
      .leftJoin(customRole, isCustomRole)
      .where(
        and(
          containsText(search, invitation.email),
          filter.status ? or(...filter.status.map((status) => inStatus[status])) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** Throws NOT_FOUND. */
export async function getInvitation(ctx: ServiceContext, id: string): Promise<Invitation> {
  const [found] = await ctx.db
    .select(columns)
    .from(invitation)
    .innerJoin(member, isInviter)
    .leftJoin(customRole, isCustomRole)
    .where(eq(invitation.id, id));
  if (!found) throw notFound("org.invitation");
  return found;
}
