"use client";

import { Draggable, type DraggableProvided } from "@hello-pangea/dnd";
import Link from "next/link";
import { memo, type ReactNode } from "react";
import classes from "./board.module.css";

interface BoardCardProps<Card extends { id: string }> {
  card: Card;
  index: number;
  isMoving: boolean;
  label: string;
  href: string | undefined;
  renderCard: (card: Card) => ReactNode;
}

/** One card. Kept as it is while others move: a board has thousands of them, and a drag passes over many columns. */
export const BoardCard = memo(DraggableCard) as typeof DraggableCard;

function DraggableCard<Card extends { id: string }>(props: BoardCardProps<Card>) {
  const { card, index, isMoving, label, href, renderCard } = props;
  return (
    <Draggable draggableId={card.id} index={index}>
      {(drag, { isDragging }) => (
        <article
          ref={drag.innerRef}
          {...drag.draggableProps}
          className={classes.card}
          data-dragging={isDragging || undefined}
          data-moving={isMoving || undefined}
        >
          {renderCard(card)}
          {/* One handle over the whole card: drags by pointer, Space lifts it; as a link, Enter opens it. */}
          {href === undefined ? (
            <div className={classes.handle} {...handleProps(drag, label, "button")} />
          ) : (
            <Link href={href} prefetch={false} className={classes.handle} {...handleProps(drag, label, "link")} />
          )}
        </article>
      )}
    </Draggable>
  );
}

function handleProps(drag: DraggableProvided, label: string, role: "link" | "button") {
  return { ...drag.dragHandleProps, role, "aria-label": label };
}
