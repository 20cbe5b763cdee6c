"use client";

import { Draggable, type DraggableProvided, Droppable } from "@hello-pangea/dnd";
import { Button, Loader, Text } from "@mantine/core";
import Link from "next/link";
import { toneColour } from "../part/status-badge.tsx";
import classes from "./board.module.css";
import type { BoardColumn, BoardProps } from "./board.tsx";

interface BoardLaneProps<Card extends { id: string }> extends BoardProps<Card> {
  column: BoardColumn<Card>;
  cards: readonly Card[];
  moving: ReadonlySet<string>;
}

/** One column: its name, how many and how much, its cards, and the rest on demand. */
export function BoardLane<Card extends { id: string }>(props: BoardLaneProps<Card>) {
  const { column, cards } = props;
  const headingId = `board-${column.id}`;
  // The server's count is of its own state; moves under way shift it by the difference in loaded cards.
  const count = column.count === undefined ? cards.length : column.count + cards.length - column.cards.length;
  return (
    <section className={classes.lane} aria-labelledby={headingId} data-lane={column.id}>
      <header className={classes.laneHead}>
        <span
          aria-hidden
          className={classes.dot}
          style={{ background: `var(--mantine-color-${toneColour(column.tone ?? "neutral")}-filled)` }}
        />
        <h2 id={headingId} className={classes.laneTitle}>
          {column.title}
        </h2>
        <span className={classes.count}>{count}</span>
        <span className={classes.sum}>{column.sum}</span>
      </header>
      <Droppable droppableId={column.id} isDropDisabled={column.locked !== undefined}>
        {(drop, { isDraggingOver }) => (
          <div
            ref={drop.innerRef}
            {...drop.droppableProps}
            className={classes.cards}
            data-over={isDraggingOver || undefined}
          >
            {cards.map((card, index) => (
              <BoardCard key={card.id} {...props} card={card} index={index} />
            ))}
            {drop.placeholder}
            <LaneEnd column={column} empty={cards.length === 0} />
          </div>
        )}
      </Droppable>
    </section>
  );
}

function LaneEnd<Card>({ column, empty }: { column: BoardColumn<Card>; empty: boolean }) {
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

function BoardCard<Card extends { id: string }>({
  card,
  index,
  moving,
  cardHref,
  cardLabel,
  renderCard,
}: BoardLaneProps<Card> & { card: Card; index: number }) {
  const label = cardLabel(card);
  return (
    <Draggable draggableId={card.id} index={index}>
      {(drag, { isDragging }) => (
        <article
          ref={drag.innerRef}
          {...drag.draggableProps}
          className={classes.card}
          data-dragging={isDragging || undefined}
          data-moving={moving.has(card.id) || undefined}
        >
          {renderCard(card)}
          {/* One handle over the whole card: drags by pointer, Space lifts it; as a link, Enter opens it. */}
          {cardHref ? (
            <Link
              href={cardHref(card)}
              prefetch={false}
              className={classes.handle}
              {...handleProps(drag, label, "link")}
            />
          ) : (
            <div className={classes.handle} {...handleProps(drag, label, "button")} />
          )}
        </article>
      )}
    </Draggable>
  );
}

function handleProps(drag: DraggableProvided, label: string, role: "link" | "button") {
  return { ...drag.dragHandleProps, role, "aria-label": label };
}
