import type { ReactNode } from "react";
import type { IconComponent } from "../part/icon.ts";
import type { SortState } from "./list-address.ts";

export interface FilterOption {
  value: string;
  label: string;
}

/** How a filter is edited. Ranges are `{ from, to }` for days and `{ min, max }` for numbers, either end open. */
export type FilterKind =
  | { kind: "text" }
  | { kind: "select"; options: readonly FilterOption[] }
  | { kind: "multiselect"; options: readonly FilterOption[] }
  /** Ids of other records, searched on the server; `resolve` names those that stand in the URL. */
  | {
      kind: "relation";
      search: (query: string) => Promise<readonly FilterOption[]>;
      resolve?: (ids: readonly string[]) => Promise<readonly FilterOption[]>;
    }
  | { kind: "date-range" }
  | { kind: "number-range" }
  /** Edited in the currency's units, filtered in minor units. */
  | { kind: "money-range"; currency: string }
  | { kind: "boolean"; yes?: string; no?: string };

/** A filter of a list; `key` is its name in the procedure's filter schema. */
export type FilterDefinition = FilterKind & { key: string; label: string };

export interface Column<Row> {
  id: string;
  header: string;
  render: (row: Row) => ReactNode;
  /** True sorts by the column's id; a text names another field of the procedure's `sortable`. */
  sortable?: boolean | string;
  filter?: FilterKind & { key?: string; label?: string };
  /** The first column never hides: it names the row. */
  hideable?: boolean;
  defaultHidden?: boolean;
  /** Pixels. The first column takes what is left. */
  width?: number;
  align?: "start" | "end" | "center";
  /** Whether it stands in the card of a phone; by default the first five visible columns do. */
  inCard?: boolean;
}

/** A keyset-paged result, as `toPages` makes it from an infinite query. */
export interface Pages<Row> {
  items: readonly Row[];
  total?: number | undefined;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
  isFetching: boolean;
  isLoading: boolean;
  error?: unknown;
  refetch: () => unknown;
}

export interface ViewState {
  search?: string | undefined;
  filter?: Readonly<Record<string, unknown>> | undefined;
  sort?: SortState | undefined;
  hidden?: readonly string[] | undefined;
}

export interface SavedView {
  id: string;
  name: string;
  shared: boolean;
  /** Whether this person may rename, update and delete it. */
  editable: boolean;
  state: ViewState;
}

export interface SavedViews {
  items: readonly SavedView[];
  /** What the list is called without a view: `All accounts`. */
  allLabel: string;
  onSave: (view: { name: string; shared: boolean; state: ViewState }) => Promise<{ id: string }>;
  onUpdate?: (id: string, state: ViewState) => Promise<unknown>;
  onRename: (id: string, name: string) => Promise<unknown>;
  onDelete: (id: string) => Promise<unknown>;
}

export interface BulkAction<Row> {
  id: string;
  label: string;
  icon?: IconComponent;
  destructive?: boolean;
  /** Asks first. `title` is told how many rows there are. */
  confirm?: { title: (count: number) => string; message: string; confirmLabel: string };
  /** Called with at most `maxPageSize` ids at a time; the selection is cleared when all calls are through. */
  onRun: (ids: string[], rows: Row[]) => unknown;
}

export type Density = "comfortable" | "compact";

/** What the table needs to know about a list's state; `useListState` makes it. */
export interface ListState {
  address: string;
  search: string;
  filter: Readonly<Record<string, unknown>>;
  sort: SortState;
  view: string | undefined;
  hidden: readonly string[] | undefined;
  widths: Readonly<Record<string, number>>;
  density: Density;
  setSearch: (search: string) => void;
  setFilter: (key: string, value: unknown) => void;
  clearFilters: () => void;
  setSort: (sort: SortState) => void;
  setHidden: (hidden: readonly string[] | undefined) => void;
  setWidth: (column: string, width: number | undefined) => void;
  setDensity: (density: Density) => void;
  /** Shows a saved view, or the plain list for undefined. */
  applyView: (view: { id: string; state: ViewState } | undefined) => void;
  /** Marks the present state as the view of this id without changing what is shown. */
  adoptView: (id: string) => void;
}

export interface DataTableProps<Row extends { id: string }> {
  /** What the rows are, for screen readers and counts: `Accounts`. */
  label: string;
  columns: readonly Column<Row>[];
  query: ListState;
  pages: Pages<Row>;
  rowHref?: (row: Row) => string;
  /** Names a row where only its checkbox is read out. */
  rowLabel?: (row: Row) => string;
  /** Filters that belong to no column. */
  filters?: readonly FilterDefinition[];
  views?: SavedViews;
  bulkActions?: readonly BulkAction<Row>[];
  /** What stands where nothing was ever created: says what this list is for, with the first step as action. */
  empty: { title: string; description?: ReactNode; action?: ReactNode };
  /** Off for a procedure that takes no search text. */
  searchable?: boolean;
  searchPlaceholder?: string;
  /** Right end of the toolbar: CSV export, import. */
  tools?: ReactNode;
  /** Fills the window's height with its own scrolling; off inside a page that scrolls itself. */
  fill?: boolean;
}
