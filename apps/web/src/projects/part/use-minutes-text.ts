"use client";

import { useEffect, useState } from "react";
import { parseMinutes } from "./minutes.ts";

interface MinutesText {
  text: string;
  setText: (text: string) => void;
  /** What was typed is no stretch of time. */
  wrong: boolean;
  /** Reads what was typed: minutes, null for nothing, undefined where it is wrong. */
  commit: () => number | null | undefined;
  /** Puts back what holds. */
  reset: () => void;
}

/**
 * A stretch of time while somebody types it: read when they are done, and written as it is written everywhere. What cannot be
 * read stays, to be mended.
 */
export function useMinutesText(value: number | null, write: (minutes: number | null) => string): MinutesText {
  const [text, setText] = useState(write(value));
  const [wrong, setWrong] = useState(false);
  const reset = () => {
    setText(write(value));
    setWrong(false);
  };
  useEffect(() => {
    // A form that was told of a wrong text must not take it away.
    if (!Number.isNaN(value)) reset();
  }, [value]);
  const commit = () => {
    const minutes = text.trim() === "" ? null : parseMinutes(text);
    setWrong(minutes === undefined);
    if (minutes !== undefined) setText(write(minutes));
    return minutes;
  };
  return { text, setText, wrong, commit, reset };
}
