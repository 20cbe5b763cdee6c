import type { Page, Role } from "@steward/contracts";
import type { ListMembersInput } from "@steward/contracts/org/member";
import { keysetPage } from "@steward/db";
import { member } from "@steward/db/schema";
import { and, ilike, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
  disabledAt: Date | null;
}

/** The people of the organisation. A company has few enough of them that a plain substring search serves. */
export async function listMembers(ctx: ServiceContext, input: ListMembersInput): Promise<Page<Member>> {
  const { search, filter, sort, limit, cursor } = input;
  const matches = search ? `%${search.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return keysetPage({ sort, by: member[sort.field], id: member.id, limit, cursor }, (part) =>
    ctx.db
      .select({
        id: member.id,
        name: member.name,
        email: member.email,
        role: member.role,
        createdAt: member.createdAt,
        disabledAt: member.disabledAt,
        ...part.columns,
      })
      .from(member)
      .where(
        and(
          matches ? or(ilike(member.name, matches), ilike(member.email, matches)) : undefined,
          filter.role ? inArray(member.role, filter.role) : undefined,
          filter.disabled === undefined ? undefined : (filter.disabled ? isNotNull : isNull)(member.disabledAt),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}
