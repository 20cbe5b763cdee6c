import { notFound, type Page } from "@steward/contracts";
import type {
  BoardCell,
  BoardColumn,
  BoardLane,
  TaskBoard,
  TaskBoardInput,
  TaskBoardMoreInput,
} from "@steward/contracts/projects/board";
import { priorities, type TaskItem } from "@steward/contracts/projects/task";
import { encodeCursor, keysetPage } from "@steward/db";
import { member, project, task, taskAssignee } from "@steward/db/schema";
import { and, count, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { visibleProject } from "../../projects-access/index.ts";
import { listStatuses } from "../status/queries.ts";
import { whereTasks } from "./filter.ts";
import { readTaskPart, readTasks, withoutPlace } from "./queries.ts";

const byUrgency: readonly string[] = priorities;
const rankSort = { field: "rank", direction: "asc" } as const;
/** The lane of what nobody is to do, and the one lane of a board without lanes. */
const noLane = "none";

/**
 * A project's tasks by status and lane: the first cards of each cell, with all counts. Two flights, however many columns.
 * Throws NOT_FOUND.
 */
export async function getTaskBoard(ctx: ServiceContext, input: TaskBoardInput): Promise<TaskBoard> {
  const { projectId, swimlane } = input;
  const [[there], statuses, totals, places] = await Promise.all([
    ctx.db
      .select({ id: project.id })
      .from(project)
      .where(and(eq(project.id, projectId), visibleProject(ctx))),
    listStatuses(ctx, projectId),
    ctx.db
      .select({ statusId: task.statusId, total: count() })
      .from(task)
      .where(and(eq(task.projectId, projectId), isNull(task.deletedAt)))
      .groupBy(task.statusId),
    findCards(ctx, input),
  ]);
  if (!there) throw notFound("projects.project");
  const ids = [...new Set(places.map(({ id }) => id))];
  const [cards, names] = await Promise.all([
    readTasks(ctx, sql`(select unnest(${sql.param(ids)}::uuid[]))`),
    swimlane === "assignee" ? namesOfLanes(ctx, places) : new Map<string, string>(),
  ]);
  const cardOf = new Map(cards.map((card) => [card.id, withoutPlace(card)]));
  const totalOf = new Map(totals.map(({ statusId, total }) => [statusId, total]));
  const cells = cellsOf(input, places, cardOf);
  const columns = statuses.map((status): BoardColumn => {
    const total = totalOf.get(status.id) ?? 0;
    const inColumn = new Map(
      places.filter(({ statusId }) => statusId === status.id).map((place) => [place.laneId, place]),
    );
    return {
      status,
      total,
      count: [...inColumn.values()][0]?.ofColumn ?? 0,
      isOverLimit: status.wipLimit !== null && total > status.wipLimit,
    };
  });
  return { columns, lanes: lanesOf(swimlane, cells, names), cells };
}

interface Place {
  id: string;
  statusId: string;
  laneId: string;
  rank: string;
  /** Tasks of the cell. */
  ofCell: number;
  /** Of the column, each once. */
  ofColumn: number;
}

/** The lane a card stands in; with assignees, a card of several stands in several. */
function laneOf({ swimlane }: Pick<TaskBoardInput, "swimlane">): SQL<string> {
  if (swimlane === "assignee") return sql<string>`coalesce(${taskAssignee.memberId}::text, ${noLane})`;
  if (swimlane === "priority") return sql<string>`(${sql.param(priorities)}::text[])[${task.priority} + 1]`;
  return sql<string>`${noLane}::text`;
}

/** The first cards of each cell and one more, which tells whether there are further ones; each with how many there are. */
function findCards(ctx: ServiceContext, input: TaskBoardInput): Promise<Place[]> {
  const where = whereTasks(ctx, { search: input.search, filter: { ...input.filter, projectId: input.projectId } });
  const tasks = ctx.db
    .select({
      id: task.id,
      tenantId: task.tenantId,
      statusId: task.statusId,
      rank: task.rank,
      priority: task.priority,
      ofColumn: sql<number>`(count(*) over (partition by ${task.statusId}))::int`.as("of_column"),
    })
    .from(task)
    .where(where)
    // Under the table's own name: what is said of tasks holds for it.
    .as("projects_task");
  const lane = laneOf(input);
  const cell = sql`partition by ${tasks.statusId}, ${lane}`;
  const standing = ctx.db
    .select({
      id: tasks.id,
      statusId: tasks.statusId,
      rank: tasks.rank,
      ofColumn: tasks.ofColumn,
      laneId: lane.as("lane_id"),
      place: sql<number>`row_number() over (${cell} order by ${tasks.rank}, ${tasks.id})`.as("place"),
      ofCell: sql<number>`(count(*) over (${cell}))::int`.as("of_cell"),
    })
    .from(tasks);
  const placed = (
    input.swimlane === "assignee"
      ? standing.leftJoin(
          taskAssignee,
          and(eq(taskAssignee.tenantId, tasks.tenantId), eq(taskAssignee.taskId, tasks.id)),
        )
      : standing
  ).as("placed");
  return ctx.db
    .select({
      id: placed.id,
      statusId: placed.statusId,
      laneId: placed.laneId,
      rank: placed.rank,
      ofCell: placed.ofCell,
      ofColumn: placed.ofColumn,
    })
    .from(placed)
    .where(lte(placed.place, input.limit + 1))
    .orderBy(placed.statusId, placed.laneId, placed.rank, placed.id);
}

function cellsOf(
  { limit }: Pick<TaskBoardInput, "limit">,
  places: readonly Place[],
  cardOf: ReadonlyMap<string, TaskItem>,
): BoardCell[] {
  return [...Map.groupBy(places, ({ statusId, laneId }) => `${statusId} ${laneId}`).values()].flatMap((cell) => {
    const [first] = cell;
    const shown = cell.slice(0, limit);
    const last = cell.length > limit ? shown.at(-1) : undefined;
    return first
      ? [
          {
            statusId: first.statusId,
            laneId: first.laneId,
            count: first.ofCell,
            items: shown.flatMap(({ id }) => cardOf.get(id) ?? []),
            nextCursor: last ? encodeCursor(rankSort, { value: last.rank, id: last.id }) : null,
          },
        ]
      : [];
  });
}

/** In the order of urgency, or of names; what nobody is to do comes last. */
function lanesOf(
  swimlane: TaskBoardInput["swimlane"],
  cells: readonly BoardCell[],
  names: ReadonlyMap<string, string>,
): BoardLane[] {
  const lanes = [...Map.groupBy(cells, ({ laneId }) => laneId)].map(([id, inLane]) => ({
    id,
    name: names.get(id) ?? id,
    count: inLane.reduce((sum, cell) => sum + cell.count, 0),
  }));
  if (swimlane === "priority") {
    const urgency = (id: string) => byUrgency.indexOf(id);
    return lanes.sort((one, other) => urgency(other.id) - urgency(one.id));
  }
  return lanes.sort(
    (one, other) => Number(one.id === noLane) - Number(other.id === noLane) || one.name.localeCompare(other.name),
  );
}

async function namesOfLanes(ctx: ServiceContext, places: readonly Place[]): Promise<Map<string, string>> {
  const ids = [...new Set(places.map(({ laneId }) => laneId))].filter((id) => id !== noLane);
  const rows = await ctx.db.select({ id: member.id, name: member.name }).from(member).where(inArray(member.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The next cards of one cell. Throws NOT_FOUND, INVALID `cursor_invalid`. */
export async function getMoreOfBoard(ctx: ServiceContext, input: TaskBoardMoreInput): Promise<Page<TaskItem>> {
  const { projectId, statusId, limit, cursor, search } = input;
  const where = and(
    whereTasks(ctx, { search, filter: { ...input.filter, projectId, statusId: [statusId] } }),
    inLane(ctx, input),
  );
  const page = await keysetPage({ sort: rankSort, by: task.rank, id: task.id, limit, cursor }, (part) =>
    readTaskPart(ctx, where, part),
  );
  return { ...page, items: page.items.map(({ rank: _rank, ...item }) => item) };
}

function inLane(ctx: ServiceContext, { swimlane, laneId }: TaskBoardMoreInput): SQL | undefined {
  if (swimlane === "none" || laneId === undefined) return undefined;
  if (swimlane === "priority") {
    const index = byUrgency.indexOf(laneId);
    return eq(task.priority, index);
  }
  const any = ctx.db
    .select({ one: sql`1` })
    .from(taskAssignee)
    .where(
      and(
        eq(taskAssignee.tenantId, task.tenantId),
        eq(taskAssignee.taskId, task.id),
        laneId === noLane ? undefined : sql`${taskAssignee.memberId}::text = ${laneId}`,
      ),
    );
  return laneId === noLane ? sql`not exists ${any}` : sql`exists ${any}`;
}
