import type { BoardCell, BoardLane, Swimlane, TaskBoard } from "@steward/contracts/projects/board";
import { priorities, type TaskItem } from "@steward/contracts/projects/task";
import type { BoardColumn, BoardSwimlane } from "@steward/ui/board";
import { isEnd, kindTones, priorityLabels } from "../task/kinds.ts";

/** A task where it stands: with rows by assignee it stands in the row of each, so the card is not the task. */
export interface BoardCard {
  id: string;
  laneId: string;
  task: TaskItem;
}

/** The rest of one cell, as far as it was asked for. */
export interface CellRest {
  items: readonly TaskItem[];
  cursor: string | null;
  loading: boolean;
}

export interface MoreTasks {
  of: (cell: BoardCell) => CellRest;
  load: (cell: BoardCell) => unknown;
}

const cardOf = (laneId: string, task: TaskItem): BoardCard => ({ id: `${laneId}:${task.id}`, laneId, task });

/** The columns as the board draws them: what came first, what came on demand, and how much there is. */
export function columnsOf({ columns, cells }: TaskBoard, more: MoreTasks, locked?: string): BoardColumn<BoardCard>[] {
  // What was loaded before something moved may still name it where it was: each card is shown once.
  const seen = new Set(cells.flatMap(({ laneId, items }) => items.map((task) => cardOf(laneId, task).id)));
  const isNew = ({ id }: BoardCard) => !seen.has(id) && seen.add(id);
  return columns.map(({ status, count }) => {
    const own = cells.filter(({ statusId }) => statusId === status.id);
    const rests = own.map((cell) => ({ cell, rest: more.of(cell) }));
    const open = rests.filter(({ rest }) => rest.cursor !== null);
    return {
      id: status.id,
      title: status.name,
      tone: kindTones[status.kind],
      cards: rests.flatMap(({ cell, rest }) => [
        ...cell.items.map((task) => cardOf(cell.laneId, task)),
        ...rest.items.map((task) => cardOf(cell.laneId, task)).filter(isNew),
      ]),
      count,
      ...(status.wipLimit === null || isEnd(status.kind) ? {} : { limit: status.wipLimit }),
      hasMore: open.length > 0,
      loading: rests.some(({ rest }) => rest.loading),
      onLoadMore: () => Promise.all(open.map(({ cell }) => more.load(cell))),
      ...(locked ? { locked } : {}),
    };
  });
}

/** The rows, in words: the server names people, and knows priorities by what code calls them. */
export function lanesOf({ lanes }: TaskBoard, swimlane: Swimlane): BoardSwimlane[] {
  const titleOf = ({ id, name }: BoardLane) => {
    const priority = swimlane === "priority" ? priorities.find((each) => each === id) : undefined;
    if (priority) return priorityLabels[priority];
    return id === "none" ? "Nobody" : name;
  };
  return lanes.map((lane) => ({ id: lane.id, title: titleOf(lane), count: lane.count }));
}
