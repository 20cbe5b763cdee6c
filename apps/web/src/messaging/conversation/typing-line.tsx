"use client";

import { Text } from "@mantine/core";
import type { Talk } from "../message/use-message-window.ts";
import classes from "./conversation.module.css";
import { useTypers } from "./use-typing.ts";

interface TypingLineProps {
  talk: Talk;
  nameOf: (memberId: string) => string;
}

/** Who is writing at the moment. It keeps its line, so that nothing jumps. */
export function TypingLine({ talk, nameOf }: TypingLineProps) {
  const typers = useTypers(talk);
  const [one, other] = typers.map(nameOf);
  const words =
    typers.length > 2
      ? "Several people are typing"
      : other
        ? `${one} and ${other} are typing`
        : one
          ? `${one} is typing`
          : "";
  return (
    <Text size="xs" c="dimmed" className={classes.typing} role="status" aria-live="polite">
      {words ? (
        <>
          {words}
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
        </>
      ) : null}
    </Text>
  );
}
