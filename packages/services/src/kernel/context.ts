import { AppError, type Permission, type Role } from "@steward/contracts";
import type { TenantDb } from "@steward/db";

/** The organisation a call works in. */
export interface TenantInfo {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly country: string;
}

/** Who acts, as a member of that organisation. */
export interface Actor {
  readonly memberId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The organisation's own role that decides in place of `role`, where the member has one. */
  readonly customRole: { readonly id: string; readonly name: string } | null;
  readonly permissions: ReadonlySet<Permission>;
  /** The key that a program came with; `permissions` are within its scopes. Null for people. */
  readonly apiKey: { readonly scopes: ReadonlySet<string> } | null;
  /** The operator who acts in this member's name, by name. */
  readonly impersonator: string | null;
}

/** Where a call came from: what the record of it says beside who. */
export interface RequestSource {
  /** The procedure or job: `crm.deal.win`. */
  readonly procedure: string;
  /** Null where nobody waits at the other end: a job. */
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
}

/** The event that a consumer acts upon: what it reports in turn names it. */
export interface EventCause {
  readonly id: string;
  /** 0 where somebody asked for what happened. */
  readonly depth: number;
}

/**
 * All a business rule gets: a handle that sees one tenant, who acts, and which request it belongs to.
 * In a query `db` reads in one flight per statement; in a mutation or job it is the running transaction.
 */
export interface ServiceContext {
  readonly db: TenantDb;
  readonly tenant: TenantInfo;
  readonly actor: Actor;
  readonly requestId: string;
  readonly source: RequestSource;
  /** Set where a consumer of events, or a job it asked for, is at work. */
  readonly cause?: EventCause | undefined;
}

/** Asks for a permission inside a rule that depends on the record ("share", "for others"). Throws FORBIDDEN. */
export function requirePermission(ctx: ServiceContext, permission: Permission): void {
  if (!ctx.actor.permissions.has(permission)) throw new AppError("FORBIDDEN", "permission_missing", { permission });
}
