"use client";

import type { BoardCell, TaskBoardInput } from "@steward/contracts/projects/board";
import type { TaskItem } from "@steward/contracts/projects/task";
import { notifyError } from "@steward/ui";
import { useEffect, useMemo, useRef, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import type { CellRest, MoreTasks } from "./board-cards.ts";

const pageSize = 100;
const keyOf = ({ statusId, laneId }: BoardCell) => `${statusId} ${laneId}`;

/**
 * Cards behind the first ones, by cell. They are forgotten when the question changes, and asked for again, as many as
 * there were, when the first ones have been: what was moved meanwhile is not shown twice or where it was.
 */
export function useMoreTasks(input: TaskBoardInput, cells: readonly BoardCell[] | undefined): MoreTasks {
  const utils = trpc.useUtils();
  const question = JSON.stringify(input);
  const [store, setStore] = useState<{ question: string; rests: ReadonlyMap<string, CellRest> }>();
  const rests = store?.question === question ? store.rests : undefined;
  const shown = useRef(rests);
  shown.current = rests;

  const more = useMemo(() => {
    const put = (cell: BoardCell, rest: CellRest) =>
      setStore((now) => {
        const kept = now?.question === question ? now.rests : [];
        return { question, rests: new Map([...kept, [keyOf(cell), rest]]) };
      });
    const page = (cell: BoardCell, cursor: string | null) => {
      const { statusId, laneId } = cell;
      const asked = { ...(JSON.parse(question) as TaskBoardInput), statusId, laneId, cursor, limit: pageSize };
      return utils.client.projects.task.board.more.query(asked);
    };
    const of = (cell: BoardCell): CellRest =>
      shown.current?.get(keyOf(cell)) ?? { items: [], cursor: cell.nextCursor, loading: false };
    const load = async (cell: BoardCell) => {
      const before = of(cell);
      put(cell, { ...before, loading: true });
      try {
        const { items, nextCursor } = await page(cell, before.cursor);
        put(cell, { items: [...before.items, ...items], cursor: nextCursor, loading: false });
      } catch (error) {
        put(cell, before);
        notifyError(error);
      }
    };
    const again = async (cell: BoardCell, count: number) => {
      const items: TaskItem[] = [];
      let cursor = cell.nextCursor;
      while (items.length < count && cursor !== null) {
        const next = await page(cell, cursor);
        items.push(...next.items);
        cursor = next.nextCursor;
      }
      put(cell, { items, cursor, loading: false });
    };
    return { of, load, again };
  }, [question, utils]);

  useEffect(() => {
    for (const cell of cells ?? []) {
      const count = shown.current?.get(keyOf(cell))?.items.length ?? 0;
      // What is shown then is what was; the next change tries once more.
      if (count > 0) more.again(cell, count).catch(() => undefined);
    }
  }, [cells, more]);

  // A new object whenever what it answers is new.
  return useMemo(() => ({ of: more.of, load: more.load, rests }), [more, rests]);
}
