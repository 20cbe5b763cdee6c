import {
  AppError,
  notFound,
  type Permission,
  type PermissionDefinition,
  permissions,
  type Role,
  type RowRule,
  roles,
} from "@steward/contracts";
import type { AccessRule, ExplainAccessInput } from "@steward/contracts/org/access";
import { apiKey, customRole, tenant } from "@steward/db/schema";
import { and, asc, eq } from "drizzle-orm";
import { type AccessSubject, decide, type ServiceContext } from "../kernel/index.ts";
import { findMember } from "./member-authority.ts";
import type { Named } from "./member-queries.ts";

/** What the router says of a procedure of an organisation. */
export interface ProcedureFacts {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly permission: Permission;
}

/** Why a member may, or may not, call a procedure: everything a sentence about it needs. */
export interface AccessExplanation {
  member: Named & { role: Role; customRole: Named | null };
  apiKey: Named | null;
  procedure: string;
  permission: Permission;
  /** What the permission stands for, in words for people. */
  description: string;
  allowed: boolean;
  rule: AccessRule;
  /** Which records, where those are not all; null when the member reaches all of them. */
  rows: RowRule | null;
  /** The organisation asks for a second factor besides: without one a sign-in is refused whatever the role. */
  secondFactor: boolean;
}

/** Who may call what: one line per procedure, one column per role. */
export interface AccessMatrix {
  roles: MatrixRole[];
  procedures: {
    path: string;
    type: ProcedureFacts["type"];
    permission: Permission;
    description: string;
    rows: RowRule | null;
    /** In the order of `roles`. */
    allowed: boolean[];
  }[];
}

export type MatrixRole =
  | { readonly kind: "standard"; readonly role: Role }
  | { readonly kind: "custom"; readonly id: string; readonly name: string };

/**
 * Why this member may call this procedure, or may not; with a key, why a program with that key of theirs may.
 * The engine that guards the procedure gives the answer. Throws NOT_FOUND; INVALID `access.procedure_unknown`.
 */
export async function explainAccess(
  ctx: ServiceContext,
  input: ExplainAccessInput,
  procedures: readonly ProcedureFacts[],
): Promise<AccessExplanation> {
  const facts = procedures.find(({ path }) => path === input.procedure);
  if (!facts) throw new AppError("INVALID", "access.procedure_unknown");
  const [found, [own], key] = await Promise.all([
    findMember(ctx, input.memberId),
    ctx.db.select().from(tenant).where(eq(tenant.id, ctx.tenant.id)),
    input.apiKeyId ? findKey(ctx, input.apiKeyId, input.memberId) : null,
  ]);
  if (!found || !own) throw notFound("org.member");
  const { member, customRole: role } = found;
  const scopes = key && new Set(key.scopes);
  const { permission } = facts;
  const subject: AccessSubject = { tenant: own, member, customRole: role, scopes, secondFactor: null };
  const { allowed, rule } = decide(subject, permission);
  return {
    member: {
      id: member.id,
      name: member.name,
      role: member.role,
      customRole: role && { id: role.id, name: role.name },
    },
    apiKey: key && { id: key.id, name: key.name },
    procedure: facts.path,
    permission,
    description: permissions[permission].description,
    allowed,
    rule,
    rows: rowsReached(subject, permission),
    secondFactor: own.requireSecondFactor && !key,
  };
}

/** Every procedure of the organisation against every role in it: the common ones, then its own by name. */
export async function getAccessMatrix(
  ctx: ServiceContext,
  procedures: readonly ProcedureFacts[],
): Promise<AccessMatrix> {
  const own = await ctx.db.select().from(customRole).orderBy(asc(customRole.name), asc(customRole.id));
  return accessMatrixOf(procedures, own);
}

/** The matrix of an organisation with these roles of its own; with none it is what the documentation shows. */
export function accessMatrixOf(
  procedures: readonly ProcedureFacts[],
  own: readonly NonNullable<AccessSubject["customRole"]>[],
): AccessMatrix {
  const columns: { role: MatrixRole; subject: AccessSubject }[] = [
    ...roles.map((role) => ({ role: { kind: "standard" as const, role }, subject: inGoodStanding(role) })),
    ...own.map((row) => ({
      role: { kind: "custom" as const, id: row.id, name: row.name },
      subject: { ...inGoodStanding("guest"), customRole: row },
    })),
  ];
  return {
    roles: columns.map(({ role }) => role),
    procedures: procedures.map(({ path, type, permission }) => {
      const { description, rows }: PermissionDefinition = permissions[permission];
      const allowed = columns.map(({ subject }) => decide(subject, permission).allowed);
      return { path, type, permission, description, rows: rows ?? null, allowed };
    }),
  };
}

/** Somebody with that role whom nothing else refuses. */
function inGoodStanding(role: Role): AccessSubject {
  return {
    tenant: { suspendedAt: null, purgeAfter: null, requireSecondFactor: false },
    member: { role, disabledAt: null, removedAt: null },
    customRole: null,
    scopes: null,
    secondFactor: null,
  };
}

function rowsReached(subject: AccessSubject, permission: Permission): RowRule | null {
  const { rows }: PermissionDefinition = permissions[permission];
  if (!rows || (rows.allWith !== undefined && decide(subject, rows.allWith as Permission).allowed)) return null;
  return rows;
}

async function findKey(ctx: ServiceContext, id: string, memberId: string) {
  const [key] = await ctx.db
    .select({ id: apiKey.id, name: apiKey.name, scopes: apiKey.scopes })
    .from(apiKey)
    .where(and(eq(apiKey.id, id), eq(apiKey.memberId, memberId)));
  if (!key) throw notFound("org.apiKey");
  return key;
}
