"use client";

import { Droppable } from "@hello-pangea/dnd";
import { Button, Loader, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { toneColour } from "../part/status-badge.tsx";
import classes from "./board.module.css";
import { BoardCard } from "./board-card.tsx";
import type { BoardColumn, BoardProps } from "./types.ts";
import { useDrawnCount } from "./use-drawn-count.ts";

interface BoardLaneProps<Card extends { id: string }> extends BoardProps<Card> {
  column: BoardColumn<Card>;
  cards: readonly Card[];
  count: number;
  moving: ReadonlySet<string>;
  isDragging: boolean;
}

/** One column: its name, how many and how much, its cards, and the rest on demand. */
export function BoardLane<Card extends { id: string }>(props: BoardLaneProps<Card>) {
  const { column, cards, count } = props;
  const headingId = `board-${column.id}`;
  return (
    <section className={classes.lane} aria-labelledby={headingId} data-lane={column.id}>
      <LaneHead column={column} count={count} headingId={headingId} />
      <LaneCards {...props} cell={column.id} locked={column.locked}>
        <LaneEnd column={column} empty={cards.length === 0} />
      </LaneCards>
    </section>
  );
}

interface LaneHeadProps<Card> {
  column: BoardColumn<Card>;
  count: number;
  headingId: string;
}

/** A column's name, its count beside its limit, and what it adds up to. */
export function LaneHead<Card>({ column, count, headingId }: LaneHeadProps<Card>) {
  const { limit } = column;
  const isOver = limit !== undefined && count > limit;
  return (
    <header className={classes.laneHead}>
      <span
        aria-hidden
        className={classes.dot}
        style={{ background: `var(--mantine-color-${toneColour(column.tone ?? "neutral")}-filled)` }}
      />
      <h2 id={headingId} className={classes.laneTitle}>
        {column.title}
      </h2>
      {limit === undefined ? (
        <span className={classes.count}>{count}</span>
      ) : (
        <span className={classes.count} title={`At most ${limit} at a time`}>
          {count} of {limit}
          {isOver ? <span className={classes.overLimit}>over limit</span> : null}
        </span>
      )}
      <span className={classes.sum}>{column.sum}</span>
    </header>
  );
}

interface LaneCardsProps<Card extends { id: string }>
  extends Pick<BoardProps<Card>, "renderCard" | "cardLabel" | "cardHref"> {
  cell: string;
  cards: readonly Card[];
  moving: ReadonlySet<string>;
  isDragging: boolean;
  locked: string | undefined;
  /** Below the last card. */
  children?: ReactNode;
}

/** Where cards lie and are dropped. */
export function LaneCards<Card extends { id: string }>(props: LaneCardsProps<Card>) {
  const { cell, cards, moving, isDragging, locked, cardLabel, cardHref, renderCard, children } = props;
  const { count, end } = useDrawnCount(cards.length, isDragging);
  return (
    <Droppable droppableId={cell} isDropDisabled={locked !== undefined}>
      {(drop, { isDraggingOver }) => (
        <div
          ref={drop.innerRef}
          {...drop.droppableProps}
          className={classes.cards}
          data-over={isDraggingOver || undefined}
        >
          {cards.slice(0, count).map((card, index) => (
            <BoardCard
              key={card.id}
              card={card}
              index={index}
              isMoving={moving.has(card.id)}
              label={cardLabel(card)}
              href={cardHref?.(card)}
              renderCard={renderCard}
            />
          ))}
          {drop.placeholder}
          {count < cards.length ? <div ref={end} /> : children}
        </div>
      )}
    </Droppable>
  );
}

/** The rest of a column on demand, or what it says while there is nothing. */
export function LaneEnd<Card>({ column, empty }: { column: BoardColumn<Card>; empty: boolean }) {
  if (column.hasMore) {
    return (
      <Button
        fullWidth
        size="xs"
        variant="subtle"
        color="gray"
        loading={column.loading ?? false}
        onClick={() => void column.onLoadMore?.()}
      >
        Load more
      </Button>
    );
  }
  if (column.loading) return <Loader size="xs" mx="auto" my="sm" aria-label={`Loading ${column.title}`} />;
  if (!empty) return null;
  return (
    <Text size="xs" c="dimmed" ta="center" py="md">
      {column.locked ?? "Nothing here"}
    </Text>
  );
}
