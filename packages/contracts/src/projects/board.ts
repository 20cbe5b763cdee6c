import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import type { StatusItem } from "./status.ts";
import { listTasksInput, type TaskItem, taskFilter } from "./task.ts";

/** What lays a board out in rows. */
export const swimlanes = ["none", "assignee", "priority"] as const;
export type Swimlane = (typeof swimlanes)[number];

const boardFilter = taskFilter.omit({ projectId: true, statusId: true, statusKind: true, isOpen: true }).partial();

/** A project's tasks by status: the first few of each cell, with the counts. */
export const taskBoardInput = z.object({
  projectId: idSchema,
  search: listTasksInput.shape.search,
  filter: boardFilter.default({}),
  swimlane: z.enum(swimlanes).default("none"),
  /** Cards of each cell. */
  limit: z.number().int().min(1).max(100).default(30),
});
export type TaskBoardInput = z.infer<typeof taskBoardInput>;

/** More of one cell, after the card whose cursor is given. */
export const taskBoardMoreInput = taskBoardInput.extend({
  statusId: idSchema,
  /** `id` of the lane; left out where there are none. */
  laneId: z.string().max(40).optional(),
  cursor: z.string().max(4_000).nullish(),
});
export type TaskBoardMoreInput = z.infer<typeof taskBoardMoreInput>;

export interface BoardColumn {
  status: StatusItem;
  /** Tasks in it that match the search and filter. */
  count: number;
  /** All tasks in it, which is what its limit is about. */
  total: number;
  isOverLimit: boolean;
}

/** `id` is a member's, a priority, or `none`: what nobody is to do, or the one lane of a board without lanes. */
export interface BoardLane {
  id: string;
  name: string;
  count: number;
}

/** Where a column and a lane meet; one without cards is left out. */
export interface BoardCell {
  statusId: string;
  laneId: string;
  count: number;
  /** The first cards, in their order. */
  items: TaskItem[];
  /** For the rest of the cell; null where these are all. */
  nextCursor: string | null;
}

export interface TaskBoard {
  /** In the order of the workflow. */
  columns: BoardColumn[];
  /** In the order of urgency, or of names; a task with several assignees stands in the lane of each. */
  lanes: BoardLane[];
  cells: BoardCell[];
}
