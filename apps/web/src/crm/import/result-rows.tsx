"use client";

import { Anchor, Button, ScrollArea, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ImportRowStatus } from "@steward/contracts/crm/import";
import { ErrorState, LoadingState, StatusBadge } from "@steward/ui";
import Link from "next/link";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import classes from "./row-table.module.css";
import { type ImportDetail, kindPaths, rowLabels } from "./words.ts";

const views: readonly { value: string; label: string; status: ImportRowStatus[] }[] = [
  { value: "left", label: "Left out", status: ["skipped", "failed"] },
  { value: "in", label: "Came in", status: ["created", "updated", "unchanged"] },
];
const shownCells = 4;

/** The rows of the file, by what became of them. */
export function ResultRows({ detail }: { detail: ImportDetail }) {
  const left = detail.skippedCount + detail.failedCount;
  const [view, setView] = useState(left > 0 ? "left" : "in");
  const status = views.find(({ value }) => value === view)?.status ?? [];
  const rows = trpc.crm.import.rows.useInfiniteQuery(
    { id: detail.id, status },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="sm" component="section" aria-labelledby="import-rows">
      <Text component="h2" size="sm" fw={600} id="import-rows">
        Rows of the file
      </Text>
      <SegmentedControl
        aria-label="Which rows"
        data={views.map(({ value, label }) => ({ value, label }))}
        value={view}
        onChange={setView}
        style={{ alignSelf: "start" }}
      />
      {rows.isError ? <ErrorState compact error={rows.error} onRetry={rows.refetch} /> : null}
      {rows.isPending ? <LoadingState lines={4} label="Loading rows" /> : null}
      {rows.isSuccess && items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {view === "left" ? "No row was left out." : "No row came in."}
        </Text>
      ) : null}
      {items.length > 0 ? <RowTable detail={detail} items={items} /> : null}
      {rows.hasNextPage ? (
        <Button
          variant="default"
          style={{ alignSelf: "start" }}
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          Show more rows
        </Button>
      ) : null}
    </Stack>
  );
}

interface Row {
  line: number;
  cells: string[];
  status: ImportRowStatus;
  reasons: string[];
  entityId: string | null;
}

function RowTable({ detail, items }: { detail: ImportDetail; items: readonly Row[] }) {
  const href = useHref();
  const path = detail.status === "completed" ? kindPaths[detail.kind] : undefined;
  const linked = path !== undefined && detail.kind !== "product";
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "region", "aria-label": "Table of rows" }}>
      <Table withTableBorder verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.line}>Line</Table.Th>
            <Table.Th className={classes.line}>What happened</Table.Th>
            {detail.headers.slice(0, shownCells).map((header) => (
              <Table.Th key={header} className={classes.cell}>
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((row) => (
            <Table.Tr key={row.line}>
              <Table.Td>
                {linked && row.entityId ? (
                  <Anchor
                    component={Link}
                    href={href(`${path}/${row.entityId}`)}
                    size="sm"
                    aria-label={`Line ${row.line}: open`}
                  >
                    {row.line}
                  </Anchor>
                ) : (
                  row.line
                )}
              </Table.Td>
              <Table.Td className={classes.fate}>
                <StatusBadge tone={rowLabels[row.status].tone}>{rowLabels[row.status].label}</StatusBadge>
                {row.reasons.map((reason) => (
                  <Text key={reason} size="xs" c="dimmed">
                    {reason}
                  </Text>
                ))}
              </Table.Td>
              {detail.headers.slice(0, shownCells).map((header, index) => (
                <Table.Td key={header} className={classes.cell}>
                  {(row.cells[index] ?? "").slice(0, 300)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
