"use client";

import { ScrollArea, Stack, Table, Text } from "@mantine/core";
import { Absent, StatusBadge } from "@steward/ui";
import classes from "./row-table.module.css";
import { type ImportReview, rowLabels } from "./words.ts";

/** The first rows as they will come in. */
export function PreviewTable({ review: { rows, fields } }: { review: ImportReview }) {
  return (
    <Stack gap="xs" component="section" aria-labelledby="import-preview">
      <Text component="h2" size="sm" fw={600} id="import-preview">
        The first {rows.length === 1 ? "row" : `${rows.length} rows`}
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "region", "aria-label": "Table of the first rows" }}>
        <Table withTableBorder verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.line}>Line</Table.Th>
              <Table.Th className={classes.line}>What happens</Table.Th>
              {fields.map(({ field, label }) => (
                <Table.Th key={field} className={classes.line}>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td>{row.line}</Table.Td>
                <Table.Td className={classes.fate}>
                  <StatusBadge tone={rowLabels[row.fate].tone}>{rowLabels[row.fate].label}</StatusBadge>
                  {row.reasons.map((reason) => (
                    <Text key={reason} size="xs" c="dimmed" maw={260}>
                      {reason}
                    </Text>
                  ))}
                </Table.Td>
                {row.cells.map(({ field, text }) => (
                  <Table.Td key={field} className={classes.cell} title={text}>
                    {text === "" ? <Absent /> : text.slice(0, 300)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Stack>
  );
}
