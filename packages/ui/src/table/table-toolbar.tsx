"use client";

import { Group, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { DisplayMenu } from "./display-menu.tsx";
import { AddFilter, FilterChips } from "./filter-bar.tsx";
import classes from "./table-toolbar.module.css";
import type { DataTableProps, FilterDefinition, ListState } from "./types.ts";
import { ViewsMenu } from "./views-menu.tsx";

type TableToolbarProps<Row extends { id: string }> = Omit<DataTableProps<Row>, "filters"> & {
  filters: readonly FilterDefinition[];
};

/** Above a list: its view, the search, the filters in use, and how it is displayed. */
export function TableToolbar<Row extends { id: string }>(props: TableToolbarProps<Row>) {
  const { query, filters, columns, views, tools, label, searchPlaceholder, searchable = true } = props;
  return (
    <div className={classes.root} role="toolbar" aria-label={`${label} tools`}>
      {views ? <ViewsMenu views={views} query={query} /> : null}
      {searchable ? <SearchBox query={query} label={searchPlaceholder ?? `Search ${label.toLowerCase()}`} /> : null}
      {filters.length > 0 ? <AddFilter filters={filters} query={query} /> : null}
      <Group gap={6} ml="auto" wrap="nowrap">
        <DisplayMenu columns={columns} query={query} />
        {tools}
      </Group>
      <FilterChips filters={filters} query={query} />
    </div>
  );
}

function SearchBox({ query, label }: { query: ListState; label: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query.search);
  const sent = useRef(query.search);
  const send = (next: string) => {
    sent.current = next.trim();
    query.setSearch(next);
  };
  const sendSoon = useDebouncedCallback(send, 250);
  // The box follows the URL (back button, saved view), but never fights the person who is typing.
  useEffect(() => {
    if (query.search === sent.current) return;
    sent.current = query.search;
    setText(query.search);
  }, [query.search]);
  useHotkeys([["/", () => input.current?.focus()]]);
  return (
    <TextInput
      ref={input}
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      leftSection={<IconSearch size={15} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        sendSoon(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") send(text);
        if (event.key !== "Escape") return;
        setText("");
        send("");
        input.current?.blur();
      }}
    />
  );
}
