import { division, divisionMember, member } from "@steward/db/schema";
import { and, asc, count, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** A part of the organisation with the parts below it, each level by name. */
export interface DivisionNode {
  id: string;
  name: string;
  parentId: string | null;
  version: number;
  /** People who belong to this division itself, not to those below. */
  memberCount: number;
  children: DivisionNode[];
}

/** The whole tree: the divisions at its top, with all below them. */
export async function listDivisions(ctx: ServiceContext): Promise<DivisionNode[]> {
  const [rows, counts] = await Promise.all([
    ctx.db
      .select({ id: division.id, name: division.name, parentId: division.parentId, version: division.version })
      .from(division)
      .orderBy(asc(division.name), asc(division.id)),
    ctx.db
      .select({ id: divisionMember.divisionId, members: count() })
      .from(divisionMember)
      .innerJoin(member, and(eq(member.id, divisionMember.memberId), isNull(member.removedAt)))
      .groupBy(divisionMember.divisionId),
  ]);
  const membersOf = new Map(counts.map(({ id, members }) => [id, members]));
  const nodes = rows.map((row): DivisionNode => ({ ...row, memberCount: membersOf.get(row.id) ?? 0, children: [] }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) if (node.parentId) byId.get(node.parentId)?.children.push(node);
  return nodes.filter(({ parentId }) => parentId === null);
}
