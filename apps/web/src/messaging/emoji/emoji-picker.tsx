"use client";

import { Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useState } from "react";
import { findEmoji } from "./emoji.ts";
import classes from "./emoji-picker.module.css";

const columns = 8;
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -columns,
  ArrowDown: columns,
};

/** Moves the focus among the emoji by the arrow keys, row by row. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const inField = event.target instanceof HTMLInputElement;
  if (step === undefined || (inField && event.key !== "ArrowDown")) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  all[inField ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
}

/** Emoji to choose from, found by what they are called. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = useState("");
  const id = useId();
  const found = findEmoji(query);
  return (
    <fieldset className={classes.root} onKeyDown={walk} aria-label="Emoji">
      <TextInput
        size="xs"
        data-autofocus
        placeholder="Find an emoji"
        aria-label="Find an emoji"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={(event) => {
          const first = found[0]?.emoji[0];
          if (event.key !== "Enter" || !first) return;
          event.preventDefault();
          onPick(first.sign);
        }}
      />
      <div className={classes.scroll}>
        {found.map(({ name, emoji }) => (
          <section key={name} aria-labelledby={`${id}${name}`}>
            <Text id={`${id}${name}`} size="xs" c="dimmed" fw={500} className={classes.subject}>
              {name}
            </Text>
            <div className={classes.grid}>
              {emoji.map(({ sign, words }) => (
                <UnstyledButton
                  key={sign}
                  className={classes.emoji}
                  aria-label={words}
                  title={words}
                  onClick={() => onPick(sign)}
                >
                  {sign}
                </UnstyledButton>
              ))}
            </div>
          </section>
        ))}
        {found.length === 0 ? (
          <Text size="sm" c="dimmed" ta="center" py="lg" role="status">
            No emoji is called “{query.trim()}”
          </Text>
        ) : null}
      </div>
    </fieldset>
  );
}
