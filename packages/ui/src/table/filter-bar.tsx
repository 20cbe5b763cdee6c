"use client";

import { Button, Popover, Stack, Text, TextInput, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useLocale } from "../theme/locale.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { filterText } from "./filter-text.ts";
import classes from "./table-toolbar.module.css";
import type { FilterDefinition, ListState } from "./types.ts";

interface FilterBarProps {
  filters: readonly FilterDefinition[];
  query: ListState;
}

/** Filters where there is no table: the button that adds one, and those in use below it. */
export function FilterBar(props: FilterBarProps) {
  return (
    <>
      <AddFilter {...props} />
      <FilterChips {...props} />
    </>
  );
}

function activeOf({ filters, query }: FilterBarProps): FilterDefinition[] {
  return filters.filter((filter) => query.filter[filter.key] !== undefined);
}

/** The filters in use, each to edit or remove; nothing where there are none. */
export function FilterChips(props: FilterBarProps) {
  const { query } = props;
  const active = activeOf(props);
  if (active.length === 0) return null;
  return (
    <div className={classes.chips}>
      {active.map((filter) => (
        <FilterChip key={filter.key} filter={filter} query={query} />
      ))}
      <Button size="xs" variant="subtle" color="gray" onClick={query.clearFilters}>
        Clear
      </Button>
    </div>
  );
}

/** Names of the ids a relation filter holds, fetched once they are in the URL. */
function useLabels(filter: FilterDefinition, value: unknown): ReadonlyMap<string, string> {
  const [labels, setLabels] = useState<ReadonlyMap<string, string>>(new Map());
  const resolve = filter.kind === "relation" ? filter.resolve : undefined;
  const ids = JSON.stringify(Array.isArray(value) ? value.map(String) : []);
  useEffect(() => {
    if (!resolve || ids === "[]") return;
    let current = true;
    resolve(JSON.parse(ids)).then(
      (found) => current && setLabels(new Map(found.map((option) => [option.value, option.label]))),
      // The chip then shows a placeholder; the list itself reports what is wrong with the server.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [resolve, ids]);
  return labels;
}

function FilterChip({ filter, query }: { filter: FilterDefinition; query: ListState }) {
  const [opened, { close, toggle }] = useDisclosure(false);
  const { locale } = useLocale();
  const value = query.filter[filter.key];
  const labels = useLabels(filter, value);
  const text = filterText(filter, value, locale, labels);
  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={close} position="bottom-start" width={288} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.chipLabel} onClick={toggle}>
            <VisuallyHidden>Edit filter</VisuallyHidden>
            <span className={classes.chipName}>{filter.label}</span>
            <span className={classes.chipValue}>{text}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p="sm" aria-label={`Filter ${filter.label}`}>
          <FilterEditor
            filter={filter}
            value={value}
            onChange={(next) => query.setFilter(filter.key, next)}
            onDone={close}
          />
        </Popover.Dropdown>
      </Popover>
      <UnstyledButton
        className={classes.chipRemove}
        aria-label={`Remove filter ${filter.label}`}
        onClick={() => query.setFilter(filter.key, undefined)}
      >
        <IconX size={12} aria-hidden />
      </UnstyledButton>
    </span>
  );
}

/** The button that adds a filter. */
export function AddFilter({ filters, query }: FilterBarProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  const [chosen, setChosen] = useState<FilterDefinition>();
  const end = () => {
    close();
    setChosen(undefined);
  };
  return (
    <Popover opened={opened} onChange={end} position="bottom-start" width={288} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={14} aria-hidden />}
          onClick={() => (opened ? end() : toggle())}
          aria-haspopup="dialog"
          aria-expanded={opened}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={chosen ? "sm" : 6} aria-label="Add a filter">
        {chosen ? (
          <Stack gap="xs">
            <Text size="sm" fw={500}>
              {chosen.label}
            </Text>
            <FilterEditor
              filter={chosen}
              value={query.filter[chosen.key]}
              onChange={(next) => query.setFilter(chosen.key, next)}
              onDone={end}
            />
          </Stack>
        ) : (
          <FilterList filters={filters} onChoose={setChosen} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterList({
  filters,
  onChoose,
}: {
  filters: readonly FilterDefinition[];
  onChoose: (filter: FilterDefinition) => void;
}) {
  const [text, setText] = useState("");
  const wanted = filters.filter((filter) => filter.label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      {filters.length > 7 ? (
        <TextInput
          data-autofocus
          aria-label="Find a filter"
          placeholder="Filter by…"
          mb={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      {wanted.map((filter) => (
        <UnstyledButton key={filter.key} className={classes.option} onClick={() => onChoose(filter)}>
          {filter.label}
        </UnstyledButton>
      ))}
    </>
  );
}
