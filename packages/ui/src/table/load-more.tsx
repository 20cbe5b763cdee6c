"use client";

import { Button, Group, Text } from "@mantine/core";
import { type RefObject, useEffect, useRef } from "react";
import { toProblem } from "../feedback/problem.ts";
import { useLocale } from "../theme/locale.tsx";
import type { Pages } from "./types.ts";

interface LoadMoreProps<Row> {
  pages: Pages<Row>;
  label: string;
  /** What scrolls; the window where it is left out. */
  root?: RefObject<HTMLElement | null> | undefined;
}

/** The end of what is loaded: the next page comes by itself when it nears the view, or by the button. */
export function LoadMore<Row>({ pages, label, root }: LoadMoreProps<Row>) {
  const sentinel = useRef<HTMLDivElement>(null);
  const { locale } = useLocale();
  const failed = pages.error !== undefined;
  const ready = pages.hasNextPage && !pages.isFetching && !failed;
  const fetchNext = useRef(pages.fetchNextPage);
  fetchNext.current = pages.fetchNextPage;
  useEffect(() => {
    if (!ready || !sentinel.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNext.current();
      },
      { root: root?.current ?? null, rootMargin: "400px 0px" },
    );
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [ready, root]);

  const figure = new Intl.NumberFormat(locale);
  const shown = figure.format(pages.items.length);
  const count = pages.total === undefined ? `${shown} shown` : `${shown} of ${figure.format(pages.total)}`;
  return (
    <div ref={sentinel}>
      {pages.isLoading ? null : (
        <Group justify="center" gap="sm" py="sm" px="md">
          <Text size="xs" c="dimmed" aria-live="polite">
            {failed ? toProblem(pages.error).message : `${label}: ${count}`}
          </Text>
          {pages.hasNextPage || failed ? (
            <Button
              size="xs"
              variant="default"
              loading={pages.isFetching}
              onClick={() => void (failed ? pages.refetch() : pages.fetchNextPage())}
            >
              {failed ? "Try again" : "Load more"}
            </Button>
          ) : null}
        </Group>
      )}
    </div>
  );
}
