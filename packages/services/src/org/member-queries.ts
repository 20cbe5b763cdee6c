import { notFound, type Page, type Role, roleSchema } from "@steward/contracts";
import type { ListMembersInput, RoleChoice } from "@steward/contracts/org/member";
import { keysetPage } from "@steward/db";
import { customRole, division, divisionMember, member } from "@steward/db/schema";
import { and, asc, eq, exists, inArray, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import { containsText, type ServiceContext } from "../kernel/index.ts";

/** A record by the name people know it by. */
export interface Named {
  id: string;
  name: string;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  /** Decides what the member may do, unless `customRole` does; it is then the one that comes closest. */
  role: Role;
  customRole: Named | null;
  divisions: Named[];
  createdAt: Date;
  disabledAt: Date | null;
  /** Set while an operator shuts them out of everything; their organisation cannot let them in again. */
  shutOutAt: Date | null;
}

const memberColumns = {
  id: member.id,
  name: member.name,
  email: member.email,
  role: member.role,
  customRole: { id: customRole.id, name: customRole.name },
  createdAt: member.createdAt,
  disabledAt: member.disabledAt,
  shutOutAt: member.shutOutAt,
};

/** The people of the organisation. A company has few enough of them that a plain substring search serves. */
export async function listMembers(ctx: ServiceContext, input: ListMembersInput): Promise<Page<Member>> {
  const { search, filter, sort, limit, cursor } = input;
  const page = await keysetPage({ sort, by: member[sort.field], id: member.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...memberColumns, ...part.columns })
      .from(member)
      .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
      .where(
        and(
          isNull(member.removedAt),
          containsText(search, member.name, member.email),
          withRole(filter.role),
          inDivision(ctx, filter.divisionId),
          isOff(filter.disabled),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  return { ...page, items: await withDivisions(ctx, page.items) };
}

/** One member with all their divisions. Throws NOT_FOUND, also for somebody who was removed. */
export async function getMember(ctx: ServiceContext, id: string): Promise<Member> {
  const rows = await ctx.db
    .select(memberColumns)
    .from(member)
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(and(eq(member.id, id), isNull(member.removedAt)));
  const [found] = await withDivisions(ctx, rows);
  if (!found) throw notFound("org.member");
  return found;
}

function isOff(wanted: boolean | undefined): SQL | undefined {
  if (wanted === undefined) return undefined;
  const isThere = and(isNull(member.disabledAt), isNull(member.shutOutAt));
  return wanted ? or(isNotNull(member.disabledAt), isNotNull(member.shutOutAt)) : isThere;
}

/** Undefined and empty leave nobody out. A role of the organisation's own making hides the one it comes closest to. */
function withRole(choices: readonly RoleChoice[] | undefined): SQL | undefined {
  if (!choices?.length) return undefined;
  const standard = choices.flatMap((choice) => roleSchema.safeParse(choice).data ?? []);
  const own = choices.filter((choice) => !roleSchema.safeParse(choice).success);
  return or(
    and(inArray(member.role, standard), isNull(member.customRoleId)),
    own.length > 0 ? inArray(member.customRoleId, own) : undefined,
  );
}

function inDivision(ctx: ServiceContext, ids: readonly string[] | undefined): SQL | undefined {
  if (!ids?.length) return undefined;
  return exists(
    ctx.db
      .select({ id: divisionMember.id })
      .from(divisionMember)
      .where(and(eq(divisionMember.memberId, member.id), inArray(divisionMember.divisionId, [...ids]))),
  );
}

async function withDivisions<Row extends { id: string }>(
  ctx: ServiceContext,
  rows: readonly Row[],
): Promise<(Row & { divisions: Named[] })[]> {
  if (rows.length === 0) return [];
  const places = await ctx.db
    .select({ memberId: divisionMember.memberId, id: division.id, name: division.name })
    .from(divisionMember)
    .innerJoin(division, eq(division.id, divisionMember.divisionId))
    .where(
      inArray(
        divisionMember.memberId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(division.name), asc(division.id));
  const byMember = Map.groupBy(places, ({ memberId }) => memberId);
  return rows.map((row) => ({
    ...row,
    divisions: (byMember.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
  }));
}
