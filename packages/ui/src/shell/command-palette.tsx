"use client";

import { Kbd, Loader, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconArrowRight, IconFileText, IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toProblem } from "../feedback/problem.ts";
import classes from "./command-palette.module.css";
import { groupBy, matchActions } from "./palette-match.ts";
import type { NavModule, PaletteAction, SearchHit } from "./types.ts";

const [store, palette] = createSpotlight();

/** Opens the command palette from anywhere. */
export function openPalette(): void {
  palette.open();
}

// The library keeps the choice in the DOM and moves it only when the query changes.
function chooseFirst(): void {
  const list = document.getElementById(store.getState().listId);
  list?.querySelector("[data-selected]")?.removeAttribute("data-selected");
  list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}

interface CommandPaletteProps {
  modules: readonly NavModule[];
  actions: readonly PaletteAction[];
  onSearch: ((query: string) => Promise<readonly SearchHit[]>) | undefined;
}

function pagesOf(modules: readonly NavModule[]): PaletteAction[] {
  return modules.flatMap((module) => {
    const items = module.items ?? [{ label: module.label, href: module.href }];
    return items.map((item) => ({
      id: `page ${item.href}`,
      label: item.label,
      icon: item.icon ?? module.icon,
      href: item.href,
      keywords: [module.label],
      group: module.items ? module.label : "Pages",
    }));
  });
}

/** mod+K: every page, every action, every record. */
export function CommandPalette({ modules, actions, onSearch }: CommandPaletteProps) {
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { hits, searching, failure } = useRecordSearch(query, onSearch);
  const commands = matchActions(
    [...actions.map((action) => ({ group: "Actions", ...action })), ...pagesOf(modules)],
    query,
  );
  const follow = (action: PaletteAction) => {
    action.onTrigger?.();
    if (action.href) router.push(action.href);
  };
  // Records arrive after the pages and stand above them: Enter opens the best hit, not a page that slid down.
  useEffect(() => {
    if (hits.length > 0) chooseFirst();
  }, [hits]);
  const nothing = commands.length === 0 && hits.length === 0 && !searching;
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      attributes={{ content: { "aria-label": "Command palette" } }}
      shortcut={["mod + K"]}
      tagsToIgnore={[]}
      scrollable
      centered={false}
      yOffset="12vh"
      // At once, with the field in focus: whoever types on after mod+K loses no letter.
      transitionProps={{ duration: 0 }}
      maxHeight="min(26rem, 70dvh)"
      overlayProps={{ backgroundOpacity: 0.35 }}
      classNames={{
        action: classes.action,
        actionDescription: classes.quiet,
        actionSection: classes.quiet,
        actionsGroup: classes.group,
      }}
    >
      <Spotlight.Search
        autoFocus
        placeholder={onSearch ? "Search records, pages and actions" : "Search pages and actions"}
        aria-label="Search"
        leftSection={searching ? <Loader size={16} aria-hidden /> : <IconSearch size={17} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groupBy(hits, (hit) => hit.group).map(([group, members]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.label}
                {...(hit.description ? { description: hit.description } : {})}
                leftSection={<IconFileText size={16} stroke={1.6} aria-hidden />}
                onClick={() => router.push(hit.href)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groupBy(commands, (action) => action.group ?? "Pages").map(([group, members]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((action) => {
              const Icon = action.icon ?? IconArrowRight;
              return (
                <Spotlight.Action
                  key={action.id}
                  label={action.label}
                  {...(action.description ? { description: action.description } : {})}
                  leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
                  onClick={() => follow(action)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ))}
        {nothing ? <Spotlight.Empty>{failure ?? `Nothing found for “${query}”`}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={classes.footer}>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> choose, <Kbd size="xs">Enter</Kbd> opens,{" "}
          <Kbd size="xs">Esc</Kbd> closes
        </Text>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

const none: readonly SearchHit[] = [];

function useRecordSearch(query: string, onSearch: CommandPaletteProps["onSearch"]) {
  const [wanted] = useDebouncedValue(query.trim(), 180);
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const [answered, setAnswered] = useState("");
  const [failure, setFailure] = useState<string>();
  const active = onSearch !== undefined && query.trim().length >= 2;
  useEffect(() => {
    if (!onSearch || wanted.length < 2) {
      setHits([]);
      setAnswered(wanted);
      return;
    }
    let current = true;
    onSearch(wanted)
      .then(
        (found) => {
          if (!current) return;
          setHits(found);
          setFailure(undefined);
        },
        (error: unknown) => {
          if (!current) return;
          setHits([]);
          setFailure(toProblem(error).message);
        },
      )
      .finally(() => current && setAnswered(wanted));
    return () => {
      current = false;
    };
  }, [wanted, onSearch]);
  return { hits: active ? hits : none, searching: active && answered !== query.trim(), failure };
}
