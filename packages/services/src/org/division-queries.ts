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

/**
 * The whole tree: the divisions at its top, with all below them. One that stands below itself in a damaged table is shown
 * at the top, where somebody can move it: a tree never leads in a circle, and nothing is missing from it.
 */
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
  const tops = nodes.filter((node) => !node.parentId || closesCircle(node, byId));
  const atTop = new Set(tops);
  for (const node of nodes) if (node.parentId && !atTop.has(node)) byId.get(node.parentId)?.children.push(node);
  return tops;
}

/** Whether the way up from a division leads back to it, and it is the first by id of that circle: each is cut once. */
function closesCircle(node: DivisionNode, byId: ReadonlyMap<string, DivisionNode>): boolean {
  const line = new Set<DivisionNode>();
  for (let at = above(node); at && !line.has(at); at = above(at)) line.add(at);
  if (!line.has(node)) return false;
  return [...line].every(({ id }) => node.id <= id);

  function above({ parentId }: DivisionNode): DivisionNode | undefined {
    return parentId === null ? undefined : byId.get(parentId);
  }
}
