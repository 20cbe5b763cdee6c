"use client";

import type { PluginKey } from "@tiptap/pm/state";
import type { SuggestionOptions, SuggestionProps } from "@tiptap/suggestion";
import { useMemo, useRef, useState } from "react";
import { useLatest } from "./use-latest.ts";

/** Something that a sign and a few letters may mean. */
export interface Choice {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  /** Of the node that stands for it in the text. */
  readonly attrs: Readonly<Record<string, string>>;
}

export type FindChoices = (query: string) => Promise<Choice[]>;
export type Suggestions = Omit<SuggestionOptions<Choice, Choice["attrs"]>, "editor">;

export interface SuggestionState {
  readonly items: readonly Choice[];
  readonly selected: number;
  readonly choose: (choice: Choice) => void;
}

/**
 * What the text after a sign may mean: what to show, and the half that the editor drives it by.
 * @param find answers nothing where nothing is to be shown
 */
export function useSuggestions(char: string, pluginKey: PluginKey, find: FindChoices) {
  const [shown, setShown] = useState<SuggestionState | null>(null);
  const state = useRef<SuggestionState | null>(null);
  const search = useLatest(find);

  const options = useMemo<Suggestions>(() => {
    const show = (next: SuggestionState | null) => {
      state.current = next;
      setShown(next);
    };
    const take = ({ items, command }: SuggestionProps<Choice, Choice["attrs"]>) =>
      show(items.length > 0 ? { items, selected: 0, choose: ({ attrs }) => command(attrs) } : null);
    const move = (by: number) => {
      const { current } = state;
      if (!current) return;
      const { length } = current.items;
      show({ ...current, selected: (current.selected + by + length) % length });
    };
    const accept = () => {
      const { current } = state;
      const choice = current?.items[current.selected];
      if (choice) current.choose(choice);
    };
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => show(null),
      Enter: accept,
      Tab: accept,
    };
    return {
      char,
      pluginKey,
      // Names have spaces; after two, somebody has gone on writing.
      allowSpaces: true,
      debounce: 80,
      items: async ({ query }) => (query.endsWith("  ") ? [] : search.current(query.trim()).catch(() => [])),
      render: () => ({
        onStart: take,
        onUpdate: take,
        onExit: () => show(null),
        onKeyDown: ({ event }) => {
          const act = state.current && !event.shiftKey && !event.isComposing ? keys[event.key] : undefined;
          act?.();
          return act !== undefined;
        },
      }),
    };
  }, [char, pluginKey, search]);
  return { menu: shown, options };
}
