import { invalidField, recordChanged, referenceUnknown } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  type CreateProjectInput,
  type ProjectDetail,
  type ProjectReason,
  type ProjectRole,
  projectCreated,
  projectStatusChanged,
  projectUpdated,
  type SetProjectStatusInput,
  type UpdateProjectInput,
} from "@steward/contracts/projects/project";
import { defaultStatuses } from "@steward/contracts/projects/status";
import { searchTextOf, uuidv7 } from "@steward/db";
import { businessCalendar, project, projectMember, taskStatus } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { recordIds } from "../../crm/index.ts";
import { changesOf, emit, refuseTaken, requirePermission, type ServiceContext } from "../../kernel/index.ts";
import { emitIn, requireProject } from "../../projects-access/index.ts";
import { requireColleagues } from "../people.ts";
import { findFreeKey } from "./key.ts";
import { requireLead } from "./member.ts";
import { getProject } from "./queries.ts";

type Written = Pick<CreateProjectInput, "ownerId" | "accountId" | "calendarId">;

/**
 * Starts a project with the usual workflow. Who starts it leads it, and so does its owner.
 * Throws INVALID `reference_unknown` | `project.days_reversed`, CONFLICT `project.key_taken`; FORBIDDEN `permission_missing`
 * for a client named by somebody who may not see accounts.
 */
export async function createProject(ctx: ServiceContext, input: CreateProjectInput): Promise<ProjectDetail> {
  const id = await insertProject(ctx, input);
  await ctx.db
    .insert(taskStatus)
    .values(defaultStatuses.map((status, position) => ({ ...status, position, projectId: id })));
  return getProject(ctx, id);
}

/** As `createProject`, without a workflow; answers with its id. */
export async function insertProject(
  ctx: ServiceContext,
  { members = [], key, ...given }: CreateProjectInput,
): Promise<string> {
  const { memberId } = ctx.actor;
  const ownerId = given.ownerId ?? memberId;
  requireOrder(given.startOn, given.dueOn);
  await requireReferences(ctx, { ...given, ownerId, accountId: given.accountId ?? undefined });
  await requireColleagues(
    ctx,
    members.map((place) => place.memberId),
    "members",
  );
  const row = { ...given, id: uuidv7(), ownerId, key: key ?? (await findFreeKey(ctx, given.name)) };
  await ctx.db
    .insert(project)
    .values({ ...row, currency: given.currency ?? ctx.tenant.currency, searchText: wordsOf(row) })
    .catch(explainKey);
  const leads = new Map([memberId, ownerId].map((lead) => [lead, { memberId: lead, role: "lead" as ProjectRole }]));
  const places = new Map([...members.map((place) => [place.memberId, place] as const), ...leads]);
  await ctx.db.insert(projectMember).values([...places.values()].map((place) => ({ ...place, projectId: row.id })));
  const made = { id: row.id, visibility: given.visibility ?? "organisation" } as const;
  await emitIn(ctx, made, projectCreated, row.id, { name: row.name, key: row.key });
  return row.id;
}

/**
 * Changes the given members; a new owner leads it.
 * Throws as `requireProject`, CONFLICT `record_changed` | `project.key_taken`, INVALID `reference_unknown` |
 * `project.days_reversed`; PRECONDITION `project.last_lead` for one that becomes private while nobody who is there leads it;
 * FORBIDDEN `permission_missing` for another client from somebody who may not see accounts.
 */
export async function updateProject(ctx: ServiceContext, input: UpdateProjectInput): Promise<ProjectDetail> {
  const { id, version, ...fields } = input;
  const { project: before } = await requireProject(ctx, id, "lead", { lock: true });
  if (version !== undefined && version !== before.version) throw recordChanged("projects.project");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return getProject(ctx, id);
  const after = { ...before, ...fields };
  requireOrder(after.startOn, after.dueOn);
  await requireReferences(ctx, { ...fields, accountId: changes.accountId && fields.accountId });
  await ctx.db
    .update(project)
    .set({ ...fields, searchText: wordsOf(after), version: before.version + 1 })
    .where(eq(project.id, id))
    .catch(explainKey);
  if (changes.ownerId) {
    await ctx.db
      .insert(projectMember)
      .values({ projectId: id, memberId: after.ownerId, role: "lead" })
      .onConflictDoUpdate({
        target: [projectMember.tenantId, projectMember.projectId, projectMember.memberId],
        set: { role: "lead" },
      });
  }
  if (changes.visibility) await requireLead(ctx, after);
  await tellChanges(ctx, before, changes);
  return getProject(ctx, id);
}

/** Of one that becomes private, or was until now, everybody is told just that: their screens ask again, and find it or do not. */
async function tellChanges(
  ctx: ServiceContext,
  before: typeof project.$inferSelect,
  { visibility, ...others }: Changes,
): Promise<void> {
  const { id } = before;
  if (visibility) await emit(ctx, projectUpdated, id, { changes: { visibility } });
  if (Object.keys(others).length === 0) return;
  const place = visibility ? ({ id, visibility: "private" } as const) : before;
  await emitIn(ctx, place, projectUpdated, id, { changes: others });
}

/** What becomes of it. An archived one is changed by nothing else. Throws as `requireProject`, CONFLICT `record_changed`. */
export async function setProjectStatus(ctx: ServiceContext, input: SetProjectStatusInput): Promise<ProjectDetail> {
  const { id, status, version } = input;
  const { project: before } = await requireProject(ctx, id, "lead", { lock: true, evenArchived: true });
  if (version !== undefined && version !== before.version) throw recordChanged("projects.project");
  if (status !== before.status) {
    await ctx.db
      .update(project)
      .set({ status, version: before.version + 1 })
      .where(eq(project.id, id));
    await emitIn(ctx, before, projectStatusChanged, id, { from: before.status, to: status });
  }
  return getProject(ctx, id);
}

const wordsOf = ({ key, name, description }: { key: string; name: string; description?: string | null | undefined }) =>
  searchTextOf([key, name, description]);

async function requireReferences(ctx: ServiceContext, { ownerId, accountId, calendarId }: Written): Promise<void> {
  if (ownerId) await requireColleagues(ctx, [ownerId], "ownerId");
  // Whoever does not see who the client is, neither finds out that way nor takes them away unseen.
  if (accountId !== undefined) requirePermission(ctx, "crm.account.read");
  if (accountId && (await recordIds(ctx, "account", accountId)).length === 0) throw referenceUnknown("accountId");
  if (!calendarId) return;
  const [found] = await ctx.db
    .select({ id: businessCalendar.id })
    .from(businessCalendar)
    .where(and(eq(businessCalendar.id, calendarId), isNull(businessCalendar.deletedAt)));
  if (!found) throw referenceUnknown("calendarId");
}

function requireOrder(startOn: string | null | undefined, dueOn: string | null | undefined): void {
  if (startOn && dueOn && dueOn < startOn) {
    throw invalidField("dueOn", "project.days_reversed" satisfies ProjectReason, "This is before the first day");
  }
}

/** Throws CONFLICT `project.key_taken` for what the database says about keys. */
export const explainKey = refuseTaken("projects_project_key", "project.key_taken" satisfies ProjectReason);
