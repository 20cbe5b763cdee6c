export { Board } from "./board.tsx";
export { moveCard } from "./move-card.ts";
export { SortableList, type SortableListProps } from "./sortable-list.tsx";
export type { BoardColumn, BoardPlace, BoardProps, BoardSwimlane } from "./types.ts";
