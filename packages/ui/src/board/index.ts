export { Board, type BoardColumn, type BoardProps } from "./board.tsx";
export { moveCard } from "./move-card.ts";
export { SortableList, type SortableListProps } from "./sortable-list.tsx";
