"use client";

import { Button, Checkbox, Divider, Group, Popover, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { hiddenColumns } from "./columns.ts";
import type { Column, ListState } from "./types.ts";

/** How a list is shown: sort, density, columns. */
export function DisplayMenu<Row>({ columns, query }: { columns: readonly Column<Row>[]; query: ListState }) {
  const hidden = hiddenColumns(columns, query.hidden);
  const sortable = columns.flatMap((column) =>
    column.sortable ? [{ value: column.sortable === true ? column.id : column.sortable, label: column.header }] : [],
  );
  const choosable = columns.filter((column, index) => index > 0 && column.hideable !== false);
  const toggle = (id: string) =>
    query.setHidden(hidden.has(id) ? [...hidden].filter((each) => each !== id) : [...hidden, id]);
  return (
    <Popover position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}>
          Display
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" aria-label="Display">
        <Stack gap="sm">
          {sortable.length > 0 ? (
            <Group gap={6} wrap="nowrap" align="flex-end">
              <Select
                label="Sort by"
                style={{ flex: 1 }}
                data={sortable}
                value={query.sort.field}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(field) => field && query.setSort({ field, direction: query.sort.direction })}
              />
              <Select
                aria-label="Direction"
                w={92}
                data={[
                  { value: "asc", label: "A → Z" },
                  { value: "desc", label: "Z → A" },
                ]}
                value={query.sort.direction}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(value) =>
                  query.setSort({ field: query.sort.field, direction: value === "desc" ? "desc" : "asc" })
                }
              />
            </Group>
          ) : null}
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label="Row height"
            value={query.density}
            onChange={(value) => query.setDensity(value === "compact" ? "compact" : "comfortable")}
            data={[
              { value: "comfortable", label: "Comfortable" },
              { value: "compact", label: "Compact" },
            ]}
          />
          <Divider />
          <Stack gap={8} mah={280} style={{ overflowY: "auto" }} role="group" aria-label="Columns">
            <Group justify="space-between">
              <Text size="xs" c="dimmed" fw={500}>
                Columns
              </Text>
              {query.hidden ? (
                <Button size="compact-xs" variant="subtle" onClick={() => query.setHidden(undefined)}>
                  Reset
                </Button>
              ) : null}
            </Group>
            {choosable.map((column) => (
              <Checkbox
                key={column.id}
                label={column.header}
                checked={!hidden.has(column.id)}
                onChange={() => toggle(column.id)}
              />
            ))}
          </Stack>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
