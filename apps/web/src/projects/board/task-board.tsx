"use client";

import type { Swimlane, TaskBoardInput } from "@steward/contracts/projects/board";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { EmptyState, ErrorState, LoadingState } from "@steward/ui";
import { Board } from "@steward/ui/board";
import { useCallback, useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";
import { type BoardCard, columnsOf, lanesOf } from "./board-cards.ts";
import { TaskCard } from "./task-card.tsx";
import { useMoreTasks } from "./use-more-tasks.ts";
import { useMoveTask } from "./use-move-task.ts";

interface TaskBoardProps {
  project: ProjectDetail;
  search: string;
  filter: TaskBoardInput["filter"];
  swimlane: Swimlane;
  hrefOf: (task: { number: number }) => string;
}

const swimlaneOf = (card: BoardCard) => card.laneId;
const renderCard = (card: BoardCard) => <TaskCard task={card.task} />;
const cardLabel = ({ task }: BoardCard) => `${task.key} ${task.title}`;

/** Cards by status and, where asked, in rows. A move shows at once and falls back where the server refuses it. */
export function TaskBoard({ project, search, filter, swimlane, hrefOf }: TaskBoardProps) {
  const input = { projectId: project.id, ...(search ? { search } : {}), filter, swimlane, limit: 30 };
  const board = trpc.projects.task.board.columns.useQuery(input, { placeholderData: (previous) => previous });
  const more = useMoreTasks(input, board.data?.cells);
  const move = useMoveTask(swimlane);
  const cardHref = useCallback(({ task }: BoardCard) => hrefOf(task), [hrefOf]);
  const canWork = project.rights.work;
  const columns = useMemo(
    () => (board.data ? columnsOf(board.data, more, canWork ? undefined : "You do not work in this project") : []),
    [board.data, more, canWork],
  );
  if (board.isPending) return <LoadingState label="Loading the board" />;
  if (board.error) return <ErrorState error={board.error} onRetry={board.refetch} />;
  if (columns.length === 0) return <EmptyState title="This project has no statuses" />;
  return (
    <Board
      label={`${project.name}: tasks by status`}
      columns={columns}
      {...(swimlane === "none" ? {} : { swimlanes: lanesOf(board.data, swimlane), swimlaneOf })}
      cardLabel={cardLabel}
      cardHref={cardHref}
      renderCard={renderCard}
      onMove={(cardId, statusId, _index, place) => move(cardId, statusId, place, columns)}
    />
  );
}
