import type { Pages } from "./types.ts";

/** The part of react-query's infinite query that a table needs. */
export interface InfiniteQuery<Row> {
  data?: { pages: readonly { items: readonly Row[]; total?: number | undefined }[] } | undefined;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
  isFetching: boolean;
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
}

/** An infinite query over a list procedure, as the table and the board take it. */
export function toPages<Row>(query: InfiniteQuery<Row>): Pages<Row> {
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total,
    hasNextPage: query.hasNextPage,
    fetchNextPage: query.fetchNextPage,
    isFetching: query.isFetching,
    isLoading: query.isPending,
    error: query.error ?? undefined,
    refetch: query.refetch,
  };
}

/** Slices of at most `size`, in order. */
export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
