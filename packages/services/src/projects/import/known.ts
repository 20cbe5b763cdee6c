import type { TaskImportOptions } from "@steward/contracts/projects/import";
import { label, member, projectMember, task, taskStatus } from "@steward/db/schema";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { isActiveMember, type ServiceContext, today } from "../../kernel/index.ts";
import type { Known, KnownPerson } from "./judge.ts";
import { loadKnownPlan } from "./plan.ts";
import type { StatusChoice } from "./read/guess-values.ts";
import type { IncomingTask } from "./read/incoming-task.ts";

interface Source {
  projectId: string;
  options: TaskImportOptions;
}

/** Looks up what rows are judged by: seven statements in two flights, however many rows there are. */
export async function loadKnown(
  ctx: ServiceContext,
  { projectId, options }: Source,
  tasks: readonly IncomingTask[],
): Promise<Known> {
  const refs = refsOf(tasks, options);
  const named = tasks.flatMap(({ ref, parentRefs, blocks, blockedBy }) => [
    ref,
    ...parentRefs,
    ...blocks,
    ...blockedBy,
  ]);
  const [columns, people, labels, existing] = await Promise.all([
    loadColumns(ctx, projectId),
    loadPeople(ctx, projectId, tasks),
    loadLabels(
      ctx,
      tasks.flatMap((each) => each.labels),
    ),
    loadExisting(ctx, projectId, named),
  ]);
  // What does not come in wants nothing of the project's plan.
  const coming = tasks.filter(({ ref }) => refs.get(ref) === ref && !existing.has(ref));
  const { cycles, fields } = await loadKnownPlan(ctx, { projectId, options }, coming, today(ctx));
  const mayAddLabels = ctx.actor.permissions.has("projects.label.write");
  return { columns, options, people, labels, mayAddLabels, cycles, fields, existing, refs };
}

/** Rows that come in can be meant by others; one that is left out cannot. */
function refsOf(tasks: readonly IncomingTask[], { archived }: TaskImportOptions): Map<string, string> {
  const refs = new Map<string, string>();
  for (const { ref, otherRefs, failures, isArchived } of tasks) {
    if (failures.length > 0 || (isArchived && archived === "skip")) continue;
    for (const name of [ref, ...otherRefs]) if (!refs.has(name)) refs.set(name, ref);
  }
  return refs;
}

async function loadColumns(ctx: ServiceContext, projectId: string): Promise<StatusChoice[]> {
  return ctx.db
    .select({ id: taskStatus.id, name: taskStatus.name, kind: taskStatus.kind })
    .from(taskStatus)
    .where(eq(taskStatus.projectId, projectId))
    .orderBy(asc(taskStatus.position), asc(taskStatus.id));
}

const textList = (texts: Iterable<string>) => sql`${sql.param([...new Set(texts)])}::text[]`;

/** Whoever works in the project, by name and by address: tasks are given to nobody else. */
async function loadPeople(
  ctx: ServiceContext,
  projectId: string,
  tasks: readonly IncomingTask[],
): Promise<Map<string, KnownPerson>> {
  const texts = new Set(tasks.flatMap(({ assignees }) => assignees.map((text) => text.toLowerCase())));
  if (texts.size === 0) return new Map();
  const wanted = textList(texts);
  const rows = await ctx.db
    .select({ id: member.id, name: sql<string>`lower(${member.name})`, email: member.email, role: projectMember.role })
    .from(member)
    .leftJoin(
      projectMember,
      and(
        eq(projectMember.tenantId, member.tenantId),
        eq(projectMember.memberId, member.id),
        eq(projectMember.projectId, projectId),
      ),
    )
    .where(
      and(isActiveMember, sql`(lower(${member.name}) = any(${wanted}) or lower(${member.email}) = any(${wanted}))`),
    );
  const people = new Map<string, KnownPerson>();
  for (const text of texts) {
    const meant = rows.filter(({ name, email }) => name === text || email.toLowerCase() === text);
    const [worker, second] = meant.filter(({ role }) => role === "lead" || role === "member");
    if (worker && !second) people.set(text, { id: worker.id });
    else if (second) people.set(text, { why: "is the name of several people" });
    else if (meant.length > 0) people.set(text, { why: "does not work in this project" });
  }
  return people;
}

/** Labels that are there, by their name in lower case. */
export async function loadLabels(ctx: ServiceContext, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const wanted = textList(names.map((name) => name.slice(0, 50).trim().toLowerCase()));
  const rows = await ctx.db
    .select({ id: label.id, name: sql<string>`lower(${label.name})` })
    .from(label)
    .where(and(isNull(label.deletedAt), sql`lower(${label.name}) = any(${wanted})`));
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** The project's tasks that came with one of these references. */
export async function loadExisting(
  ctx: ServiceContext,
  projectId: string,
  refs: readonly string[],
): Promise<Map<string, { id: string; number: number }>> {
  if (refs.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: task.id, number: task.number, ref: task.externalRef })
    .from(task)
    .where(
      and(eq(task.projectId, projectId), isNull(task.deletedAt), sql`${task.externalRef} = any(${textList(refs)})`),
    );
  return new Map(rows.flatMap(({ ref, ...row }) => (ref === null ? [] : [[ref, row] as const])));
}
