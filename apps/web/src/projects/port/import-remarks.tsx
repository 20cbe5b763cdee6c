"use client";

import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { LoadMore, SectionCard, StatusBadge, toPages } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { rowLabels, type TaskImport } from "./import-labels.ts";

/** Rows that there is something to say about, or those of them alone that did not come in. */
export function ImportRemarks({ detail: { id, failedCount, createdCount } }: { detail: TaskImport }) {
  const [refused, setRefused] = useState(failedCount > 0);
  const rows = trpc.projects.import.rows.useInfiniteQuery(
    { id, remarked: true, ...(refused && { status: ["failed"] }) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  const pages = toPages(rows);
  if (rows.isSuccess && !refused && pages.items.length === 0)
    return <Text size="sm">Every row came in with everything it says.</Text>;
  return (
    <SectionCard title="Rows with something to look at">
      <Stack gap="xs">
        {failedCount > 0 && createdCount > 0 ? (
          <SegmentedControl
            aria-label="Rows that are shown"
            style={{ alignSelf: "start" }}
            value={refused ? "refused" : "all"}
            onChange={(value) => setRefused(value === "refused")}
            data={[
              { value: "refused", label: "Could not come in" },
              { value: "all", label: "All that need a look" },
            ]}
          />
        ) : null}
        {pages.items.map(({ line, title, status, reasons }) => (
          <div key={line}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <StatusBadge tone={rowLabels[status].tone}>{rowLabels[status].label}</StatusBadge>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                Line {line}: {title === "" ? "without a title" : title}
              </Text>
            </Group>
            {reasons.map((reason) => (
              <Text key={reason} size="xs" c="dimmed">
                {reason}
              </Text>
            ))}
          </div>
        ))}
        <LoadMore pages={pages} label="Rows" />
      </Stack>
    </SectionCard>
  );
}
