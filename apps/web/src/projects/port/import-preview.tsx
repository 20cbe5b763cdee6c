"use client";

import { ScrollArea, Stack, Table, Text } from "@mantine/core";
import { Absent, DateText, StatusBadge } from "@steward/ui";
import { minutesText } from "../part/minutes.ts";
import { rowLabels, type TaskImportReview } from "./import-labels.ts";

const heads = ["Line", "What happens", "Title", "Status", "Assignees", "Labels", "Start", "Due", "Estimate"];

/** The first rows as they will come in, and those with something to say about them. */
export function ImportPreview({ rows }: { rows: TaskImportReview["rows"] }) {
  const day = (value: string | null) => (value === null ? <Absent /> : <DateText value={value} />);
  return (
    <Stack gap="xs" component="section" aria-labelledby="task-import-preview">
      <Text component="h2" size="sm" fw={600} id="task-import-preview">
        The first rows, and those that need a look
      </Text>
      <ScrollArea.Autosize
        mah={560}
        type="auto"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": "Table of rows" }}
      >
        <Table withTableBorder verticalSpacing={6} miw={1100} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head} style={{ whiteSpace: "nowrap" }}>
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td>{row.line}</Table.Td>
                <Table.Td miw={260}>
                  <StatusBadge tone={rowLabels[row.fate].tone}>{rowLabels[row.fate].label}</StatusBadge>
                  {row.reasons.map((reason) => (
                    <Text key={reason} size="xs" c="dimmed">
                      {reason}
                    </Text>
                  ))}
                </Table.Td>
                <Table.Td miw={200} maw={320}>
                  {row.title === "" ? <Absent /> : row.title.slice(0, 200)}
                </Table.Td>
                <Table.Td>{row.status === "" ? <Absent /> : row.status}</Table.Td>
                <Table.Td>{row.assignees.length === 0 ? <Absent /> : row.assignees.join(", ")}</Table.Td>
                <Table.Td>{row.labels.length === 0 ? <Absent /> : row.labels.join(", ")}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{day(row.startOn)}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{day(row.dueOn)}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>
                  {row.estimateMinutes === null ? <Absent /> : minutesText(row.estimateMinutes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Stack>
  );
}
