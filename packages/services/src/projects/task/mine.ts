import type { Page } from "@steward/contracts";
import type { TaskItem } from "@steward/contracts/projects/task";
import type { ListMyTasksInput, WorkBucket, WorkCounts } from "@steward/contracts/projects/task-views";
import { keysetPage } from "@steward/db";
import { task } from "@steward/db/schema";
import { and, eq, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { type ServiceContext, today } from "../../kernel/index.ts";
import { whereTasks } from "./filter.ts";
import { readTaskPart } from "./queries.ts";

function isIn(ctx: ServiceContext, bucket: WorkBucket): SQL | undefined {
  const now = today(ctx);
  const open = isNull(task.closedAt);
  switch (bucket) {
    case "overdue":
      return and(open, lt(task.dueOn, now));
    case "today":
      return and(open, eq(task.dueOn, now));
    case "upcoming":
      return and(open, gt(task.dueOn, now));
    case "undated":
      return and(open, isNull(task.dueOn));
    case "done":
      return isNotNull(task.closedAt);
  }
}

const whereMine = (ctx: ServiceContext): SQL | undefined =>
  whereTasks(ctx, { filter: { assigneeId: [ctx.actor.memberId] } });

/** What the caller is to do, of all projects that are worked in: the most urgent first, what is done by when it last changed. */
export async function listMyTasks(
  ctx: ServiceContext,
  { bucket, cursor, limit }: ListMyTasksInput,
): Promise<Page<TaskItem>> {
  const byDay = { sort: { field: "dueOn", direction: "asc" }, by: task.dueOn } as const;
  const byChange = { sort: { field: "updatedAt", direction: "desc" }, by: task.updatedAt } as const;
  const order = bucket === "done" || bucket === "undated" ? byChange : byDay;
  const where = and(whereMine(ctx), isIn(ctx, bucket));
  const page = await keysetPage({ ...order, id: task.id, cursor, limit }, (part) => readTaskPart(ctx, where, part));
  return { ...page, items: page.items.map(({ rank: _rank, ...item }) => item) };
}

/** How many there are of each, for the tabs. */
export async function countMyTasks(ctx: ServiceContext): Promise<WorkCounts> {
  const number = (bucket: WorkBucket) => sql<number>`(count(*) filter (where ${isIn(ctx, bucket)}))::int`;
  const [row] = await ctx.db
    .select({
      overdue: number("overdue"),
      today: number("today"),
      upcoming: number("upcoming"),
      undated: number("undated"),
      done: number("done"),
    })
    .from(task)
    .where(whereMine(ctx));
  return row ?? { overdue: 0, today: 0, upcoming: 0, undated: 0, done: 0 };
}
