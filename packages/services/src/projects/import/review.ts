import { notFound } from "@steward/contracts";
import { type CustomFieldKind, priorities } from "@steward/contracts/projects/task";
import { taskImport } from "@steward/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { visibleProjects } from "../../projects-access/index.ts";
import { TaskJudge } from "./judge.ts";
import { loadKnown } from "./known.ts";
import { guessPriority, guessStatus } from "./read/guess-values.ts";
import { readTasks, type StagedTask } from "./rows.ts";

/** A value of the file, how often it stands there and what it becomes. */
export interface ReviewedValue {
  text: string;
  count: number;
  /** Null: nothing; a status then goes to the first column, a person is left out. */
  id: string | null;
  /** Whether a person has decided it. */
  isChosen: boolean;
}

export interface ReviewedTask {
  line: number;
  title: string;
  fate: "created" | "skipped" | "failed";
  /** What the row says, read; empty where it says nothing. */
  status: string;
  assignees: string[];
  labels: string[];
  startOn: string | null;
  dueOn: string | null;
  estimateMinutes: number | null;
  reasons: string[];
}

/** What would become of a file with the present settings. */
export interface TaskImportReview {
  counts: Record<"created" | "skipped" | "failed", number>;
  /** Rows that come in with something left open. */
  remarkedCount: number;
  /** Most frequent first, and no more than can be decided on one screen. */
  statuses: ReviewedValue[];
  people: ReviewedValue[];
  /** `id` is a priority's name. */
  priorities: ReviewedValue[];
  /** What tasks are planned by, and what they answer to besides; `isNew`: the project has none of that name yet. */
  cycles: { name: string; startOn: string; endOn: string; isNew: boolean }[];
  fields: { name: string; kind: CustomFieldKind; isNew: boolean }[];
  /** The first rows, then the first with something to say about them. */
  rows: ReviewedTask[];
}

const firstRows = 20;
const remarkedRows = 80;
const listedValues = 100;

/** Reads the whole file as an import would, and changes nothing. Throws NOT_FOUND. */
export async function reviewTaskImport(ctx: ServiceContext, id: string): Promise<TaskImportReview> {
  const [source] = await ctx.db
    .select()
    .from(taskImport)
    .where(and(eq(taskImport.id, id), inArray(taskImport.projectId, visibleProjects(ctx))));
  if (!source) throw notFound("projects.import");
  const staged = await readTasks(ctx, source, "staged");
  const known = await loadKnown(
    ctx,
    source,
    staged.map(({ task }) => task),
  );
  const judge = new TaskJudge(known);
  const review: TaskImportReview = {
    counts: { created: 0, skipped: 0, failed: 0 },
    remarkedCount: 0,
    statuses: [],
    people: [],
    priorities: [],
    cycles: [...known.cycles.values()].map(({ id: cycleId, ...cycle }) => ({ ...cycle, isNew: cycleId === null })),
    fields: [...known.fields.values()].map(({ id: fieldId, name, kind }) => ({ name, kind, isNew: fieldId === null })),
    rows: [],
  };
  let remarked = 0;
  for (const [index, { task, line }] of staged.entries()) {
    const { fate, reasons } = judge.judge(task, line);
    review.counts[fate]++;
    if (fate === "created" && reasons.length > 0) review.remarkedCount++;
    if (index >= firstRows && (reasons.length === 0 || remarked++ >= remarkedRows)) continue;
    const { title, status, assignees, labels, startOn, dueOn, estimateMinutes } = task;
    review.rows.push({ line, title, fate, status, assignees, labels, startOn, dueOn, estimateMinutes, reasons });
  }
  const { statuses, people, priorities: levels = {} } = source.options;
  const categories = new Map(staged.map(({ task }) => [task.status, task.statusCategory]));
  review.statuses = valuesOf(
    staged,
    ({ status }) => (status === "" ? [] : [status]),
    statuses,
    (text) => (guessStatus(text, known.columns) ?? guessStatus(categories.get(text) ?? "", known.columns))?.id,
  );
  review.people = valuesOf(
    staged,
    ({ assignees }) => assignees,
    people,
    (text) => {
      const found = known.people.get(text.toLowerCase());
      return found && "id" in found ? found.id : undefined;
    },
  );
  review.priorities = valuesOf(
    staged,
    ({ priority }) => (priority === "" ? [] : [priority]),
    levels,
    (text) => priorities[guessPriority(text) ?? 0],
  );
  return review;
}

function valuesOf(
  staged: readonly StagedTask[],
  textsOf: (task: StagedTask["task"]) => readonly string[],
  chosen: Readonly<Record<string, string | null>>,
  guess: (text: string) => string | undefined,
): ReviewedValue[] {
  const counts = new Map<string, number>();
  for (const { task } of staged) for (const text of textsOf(task)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .sort(([one, many], [other, few]) => few - many || one.localeCompare(other))
    .slice(0, listedValues)
    .map(([text, count]) => {
      const isChosen = Object.hasOwn(chosen, text);
      return { text, count, isChosen, id: (isChosen ? chosen[text] : guess(text)) ?? null };
    });
}
