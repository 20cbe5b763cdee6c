"use client";

import type { Swimlane } from "@steward/contracts/projects/board";
import type { Priority, UpdateManyTasksInput } from "@steward/contracts/projects/task";
import type { BoardColumn, BoardPlace } from "@steward/ui/board";
import { trpc } from "../../trpc/client.tsx";
import type { BoardCard } from "./board-cards.ts";

const nobody = "none";

/** What it means to be dropped in another row: another priority, another person in place of the one before. */
function changeOfLane(swimlane: Swimlane, card: BoardCard, to: string | undefined): UpdateManyTasksInput | undefined {
  if (to === undefined || to === card.laneId) return undefined;
  const ids = [card.task.id];
  if (swimlane === "priority") return { ids, priority: to as Priority };
  return {
    ids,
    ...(to === nobody ? {} : { addAssigneeIds: [to] }),
    ...(card.laneId === nobody ? {} : { removeAssigneeIds: [card.laneId] }),
  };
}

/** Puts a task between two others and waits until the board knows: before, a fallback would show it where it stood. */
export function useMoveTask(swimlane: Swimlane) {
  const utils = trpc.useUtils();
  const move = trpc.projects.task.move.useMutation();
  const change = trpc.projects.task.updateMany.useMutation();
  return async (cardId: string, statusId: string, place: BoardPlace, columns: readonly BoardColumn<BoardCard>[]) => {
    const cards = new Map(columns.flatMap((column) => column.cards.map((card) => [card.id, card] as const)));
    const card = cards.get(cardId);
    if (!card) return;
    const taskId = (id: string | null) => (id === null ? undefined : cards.get(id)?.task.id);
    const otherLane = changeOfLane(swimlane, card, place.swimlane);
    if (otherLane) await change.mutateAsync(otherLane);
    await move.mutateAsync({
      id: card.task.id,
      statusId,
      afterId: taskId(place.previousId),
      beforeId: taskId(place.nextId),
    });
    await utils.projects.invalidate();
  };
}
