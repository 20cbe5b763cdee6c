"use client";

import { Button, Group, ScrollArea, Select, Table, Text } from "@mantine/core";
import type { ConfigureTaskImportInput } from "@steward/contracts/projects/import";
import { taskImportField, taskImportFields } from "@steward/contracts/projects/import-fields";
import type { TaskImport } from "./import-labels.ts";

interface ImportColumnsProps {
  detail: TaskImport;
  busy: boolean;
  onChange: (input: Pick<ConfigureTaskImportInput, "mapping" | "options">) => void;
}

const fields = taskImportFields.map(({ name, label }) => ({ value: name, label }));
const orders = [
  { value: "dmy", label: "Day first: 31/12/2026" },
  { value: "mdy", label: "Month first: 12/31/2026" },
];

/** Which column becomes what. */
export function ImportColumns({ detail, busy, onChange }: ImportColumnsProps) {
  const { headers, mapping, sample, options } = detail;
  const assign = (index: number, field: string | null) => {
    const isMany = field !== null && taskImportField(field)?.many === true;
    // What takes one value is taken from the column that had it.
    const rest = mapping.map((name) => (name === field && !isMany ? null : name));
    onChange({ mapping: rest.with(index, field) });
  };
  const left = mapping.filter((name) => name === null).length;
  return (
    <>
      <Select
        label="Dates such as 03/04/2026"
        maw={320}
        mb="sm"
        data={orders}
        value={options.dateOrder}
        disabled={busy}
        allowDeselect={false}
        onChange={(value) => onChange({ options: { dateOrder: value === "mdy" ? "mdy" : "dmy" } })}
      />
      <ScrollArea.Autosize
        mah={420}
        type="auto"
        viewportProps={{ tabIndex: 0, role: "region", "aria-label": "Columns" }}
      >
        <Table verticalSpacing={6} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>In the file</Table.Th>
              <Table.Th>Becomes</Table.Th>
              <Table.Th>For example</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {headers.map((header, index) => (
              <Table.Tr key={header}>
                <Table.Td>{header}</Table.Td>
                <Table.Td miw={200}>
                  <Select
                    aria-label={`${header} becomes`}
                    placeholder="Left out"
                    data={fields}
                    value={mapping[index] ?? null}
                    disabled={busy}
                    clearable
                    searchable
                    onChange={(field) => assign(index, field)}
                  />
                </Table.Td>
                <Table.Td>
                  <Text size="sm" c="dimmed" truncate maw={260}>
                    {sample.map((row) => row[index] ?? "").find((cell) => cell !== "") ?? ""}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {left > 0 ? (
        <Group gap="xs" mt="sm">
          <Text size="sm">{left === 1 ? "1 column is left out." : `${left} columns are left out.`}</Text>
          <Button
            variant="default"
            size="xs"
            disabled={busy}
            onClick={() => onChange({ mapping: mapping.map((name) => name ?? "note") })}
          >
            Keep them as lines in the description
          </Button>
        </Group>
      ) : null}
    </>
  );
}
