"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { minutesText, parseMinutes } from "./minutes.ts";

interface MinutesInputProps {
  label: string;
  description?: string;
  value: number | null;
  /** Called when somebody has finished typing, with something else than before. */
  onCommit: (minutes: number | null) => void;
  disabled?: boolean;
}

const written = (minutes: number | null) => (minutes === null ? "" : minutesText(minutes));

/** A stretch of time as people write it: `1:30`, `1h 30m`, `1.5`. */
export function MinutesInput({ label, description, value, onCommit, disabled = false }: MinutesInputProps) {
  const [text, setText] = useState(written(value));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setText(written(value));
    setWrong(false);
  }, [value]);
  const commit = () => {
    const minutes = text.trim() === "" ? null : parseMinutes(text);
    setWrong(minutes === undefined);
    if (minutes === undefined) return;
    setText(written(minutes));
    if (minutes !== value) onCommit(minutes);
  };
  return (
    <TextInput
      label={label}
      description={description}
      placeholder="1h 30m"
      autoComplete="off"
      value={text}
      error={wrong ? "Write it as 1h 30m, 1:30 or 1.5" : undefined}
      disabled={disabled}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
