"use client";

import { Text, UnstyledButton } from "@mantine/core";
import { Avatar } from "@steward/ui";
import classes from "./composer.module.css";
import type { SuggestionState } from "./use-suggestions.ts";

/** The option's id, by which the editor says which one is chosen. */
export const optionId = (listId: string, index: number) => `${listId}-${index}`;

/** What may be meant, above the field. The keys stay with the editor. */
export function SuggestionMenu({ menu, id }: { menu: SuggestionState; id: string }) {
  return (
    <div className={classes.suggestions} role="listbox" id={id} aria-label="Suggestions">
      {menu.items.map((choice, index) => (
        <UnstyledButton
          key={choice.key}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === menu.selected}
          className={classes.suggestion}
          // The editor keeps the focus and with it the place in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => menu.choose(choice)}
        >
          <Avatar name={choice.label} size={22} />
          <Text size="sm" truncate>
            {choice.label}
          </Text>
          {choice.detail ? (
            <Text size="xs" c="dimmed" truncate>
              {choice.detail}
            </Text>
          ) : null}
        </UnstyledButton>
      ))}
    </div>
  );
}
