import { AppError, notFound } from "@steward/contracts";
import type { ProjectReason, ProjectRights } from "@steward/contracts/projects/project";
import { project, projectMember } from "@steward/db/schema";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** A project as the caller finds it; `mine` is null where they look into one without having a place in it. */
export interface ProjectPlace {
  readonly project: typeof project.$inferSelect;
  readonly mine: typeof projectMember.$inferSelect | null;
}

/**
 * `read`: to look into it. `comment`: to have a place in it. `work`: to change its tasks. `lead`: to decide about it: its
 * settings, people, workflow and plan.
 */
export type ProjectNeed = "read" | "comment" | "work" | "lead";

type Asking = Pick<ServiceContext, "db"> & {
  readonly actor: Pick<ServiceContext["actor"], "memberId" | "permissions">;
};

/** Joins the place that the caller has in a project. */
export const isMine = ({ actor }: Asking) =>
  and(
    eq(projectMember.tenantId, project.tenantId),
    eq(projectMember.projectId, project.id),
    eq(projectMember.memberId, actor.memberId),
  );

/**
 * That the caller may see the project a query is about: a private one is there for its members alone, whatever others are in
 * the organisation. The one place that says so in SQL.
 */
export function visibleProject(ctx: Asking): SQL {
  const place = ctx.db.select({ one: sql`1` }).from(projectMember).where(isMine(ctx));
  return sql`${and(isNull(project.deletedAt), or(eq(project.visibility, "organisation"), sql`exists (${place})`))}`;
}

/** `rightsIn(…).lead` in SQL, of the project a query is about. Whether they see it is asked apart. */
export function ledProject(ctx: Asking): SQL<boolean> {
  if (ctx.actor.permissions.has("projects.project.manage")) return sql`true`;
  const place = ctx.db
    .select({ one: sql`1` })
    .from(projectMember)
    .where(and(isMine(ctx), eq(projectMember.role, "lead")));
  return sql`exists (${place})`;
}

/** The ids of all projects that the caller may see, as a query: for what hangs on a project. */
export function visibleProjects(ctx: Asking) {
  return ctx.db.select({ id: project.id }).from(project).where(visibleProject(ctx));
}

/**
 * Makes sure that the caller may do so much in a project. What they may not see is not there for them.
 *
 * @param lock holds the project's row: whatever numbers its tasks, or decides by who leads it, comes one after the other
 * @param evenArchived for what an archived project still takes
 * Throws NOT_FOUND; FORBIDDEN `project.not_a_worker` | `project.not_a_lead`; PRECONDITION `project.archived`.
 */
export async function requireProject(
  ctx: ServiceContext,
  id: string,
  need: ProjectNeed,
  { lock = false, evenArchived = false }: { lock?: boolean; evenArchived?: boolean } = {},
): Promise<ProjectPlace> {
  const place = await findProject(ctx, id, { lock });
  if (!place) throw notFound("projects.project");
  requireNeed(ctx, place, need, { evenArchived });
  return place;
}

/** Null where there is no such project for the caller. */
export async function findProject(
  ctx: ServiceContext,
  id: string,
  { lock = false } = {},
): Promise<ProjectPlace | null> {
  const query = ctx.db
    .select({ project, mine: projectMember })
    .from(project)
    .leftJoin(projectMember, isMine(ctx))
    .where(and(eq(project.id, id), visibleProject(ctx)));
  const [place] = lock ? await query.for("no key update", { of: project }) : await query;
  return place ?? null;
}

/** Asks more of a project that was found. Throws as `requireProject`. */
export function requireNeed(
  ctx: ServiceContext,
  place: ProjectPlace,
  need: ProjectNeed,
  { evenArchived = false }: { evenArchived?: boolean } = {},
): void {
  if (need === "read") return;
  if (!rightsIn(ctx, place)[need]) {
    throw refused("FORBIDDEN", need === "lead" ? "project.not_a_lead" : "project.not_a_worker");
  }
  if (place.project.status === "archived" && !evenArchived) throw refused("PRECONDITION", "project.archived");
}

/** What the caller may do in a project that they see, whether or not it is archived. */
export function rightsIn(
  { actor }: Asking,
  { mine }: { readonly mine: Pick<typeof projectMember.$inferSelect, "role"> | null },
): ProjectRights {
  const lead = mine?.role === "lead" || actor.permissions.has("projects.project.manage");
  return { lead, work: lead || mine?.role === "member", comment: lead || mine !== null };
}

/**
 * Those whose screens are told what happens in a project: undefined, everybody who may hear of such records, for one that
 * the organisation sees; the members of a private one.
 */
export async function audienceOf(
  ctx: Pick<ServiceContext, "db">,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
): Promise<string[] | undefined> {
  return (await audiencesOf(ctx, [place])).get(place.id);
}

/** `audienceOf` for several projects; those that the organisation sees are not among the keys. */
export async function audiencesOf(
  ctx: Pick<ServiceContext, "db">,
  places: readonly Pick<typeof project.$inferSelect, "id" | "visibility">[],
): Promise<Map<string, string[]>> {
  const ids = [...new Set(places.flatMap(({ id, visibility }) => (visibility === "private" ? id : [])))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ projectId: projectMember.projectId, memberId: projectMember.memberId })
    .from(projectMember)
    .where(inArray(projectMember.projectId, ids));
  return new Map(ids.map((id) => [id, rows.flatMap(({ projectId, memberId }) => (projectId === id ? memberId : []))]));
}

const refused = (code: "FORBIDDEN" | "PRECONDITION", reason: ProjectReason) => new AppError(code, reason);
