"use client";

import { DragDropContext, Draggable, Droppable, type DropResult, type ResponderProvided } from "@hello-pangea/dnd";
import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { notifyError } from "../feedback/notify.tsx";
import classes from "./sortable-list.module.css";

export interface SortableListProps<Item extends { id: string }> {
  label: string;
  items: readonly Item[];
  /** Names an item for screen readers. */
  itemLabel: (item: Item) => string;
  renderItem: (item: Item) => ReactNode;
  /** The new order is shown at once; a rejection takes it back and is said. Without it nothing can be dragged. */
  onReorder?: ((ids: string[]) => Promise<unknown>) | undefined;
}

/** A list put in order by mouse, touch or keyboard: Space lifts, arrows move, Space drops, Escape cancels. */
export function SortableList<Item extends { id: string }>(props: SortableListProps<Item>) {
  const { label, items, itemLabel, renderItem, onReorder } = props;
  const [pending, setPending] = useState<readonly string[]>();
  const byId = new Map(items.map((item) => [item.id, item]));
  const shown = pending ? pending.flatMap((id) => byId.get(id) ?? []) : items;

  const end = async ({ source, destination }: DropResult, { announce }: ResponderProvided) => {
    const moved = shown[source.index];
    if (!moved || !destination || destination.index === source.index || !onReorder) return;
    announce(`${itemLabel(moved)} is now at position ${destination.index + 1} of ${shown.length}.`);
    const ids = shown.map((item) => item.id).filter((id) => id !== moved.id);
    ids.splice(destination.index, 0, moved.id);
    setPending(ids);
    try {
      await onReorder(ids);
    } catch (error) {
      notifyError(error);
    } finally {
      setPending(undefined);
    }
  };

  return (
    <DragDropContext
      onDragEnd={(result, provided) => void end(result, provided)}
      dragHandleUsageInstructions="Press Space to lift, arrow keys to move, Space to drop, Escape to cancel."
    >
      <Droppable droppableId={label}>
        {(drop) => (
          <ol ref={drop.innerRef} {...drop.droppableProps} className={classes.list} aria-label={label}>
            {shown.map((item, index) => (
              <Draggable
                key={item.id}
                draggableId={item.id}
                index={index}
                isDragDisabled={!onReorder}
                // The handle is a button: by default the library refuses to drag by anything one can press.
                disableInteractiveElementBlocking
              >
                {(drag, { isDragging }) => (
                  <li
                    ref={drag.innerRef}
                    {...drag.draggableProps}
                    className={classes.item}
                    data-dragging={isDragging || undefined}
                  >
                    {onReorder ? (
                      <ActionIcon
                        {...drag.dragHandleProps}
                        variant="subtle"
                        color="gray"
                        aria-label={`Move ${itemLabel(item)}`}
                        className={classes.grip}
                      >
                        <IconGripVertical size={16} aria-hidden />
                      </ActionIcon>
                    ) : null}
                    <div className={classes.content}>{renderItem(item)}</div>
                  </li>
                )}
              </Draggable>
            ))}
            {drop.placeholder}
          </ol>
        )}
      </Droppable>
    </DragDropContext>
  );
}
