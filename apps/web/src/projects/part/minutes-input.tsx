"use client";

import { TextInput } from "@mantine/core";
import type { FieldBinding } from "@steward/ui";
import type { ReactNode } from "react";
import { minutesText } from "./minutes.ts";
import { useMinutesText } from "./use-minutes-text.ts";

interface MinutesInputProps {
  label: string;
  description?: string;
  value: number | null;
  /** Called when somebody has finished typing, with something else than before. */
  onCommit: (minutes: number | null) => void;
  /** Called when what was typed is no stretch of time. */
  onWrong?: () => void;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
}

const written = (minutes: number | null) => (minutes === null ? "" : minutesText(minutes));

/** A stretch of time as people write it: `1:30`, `1h 30m`, `1.5`. */
export function MinutesInput({ value, onCommit, onWrong, error, ...input }: MinutesInputProps) {
  const { text, setText, wrong, commit } = useMinutesText(value, written);
  const finish = () => {
    const minutes = commit();
    if (minutes === undefined) onWrong?.();
    else if (minutes !== value) onCommit(minutes);
  };
  return (
    <TextInput
      {...input}
      placeholder="1h 30m"
      autoComplete="off"
      value={text}
      error={wrong ? "Write it as 1h 30m, 1:30 or 1.5" : error}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish();
      }}
    />
  );
}

/** The same in a form, which is not sent with a text that is no stretch of time. */
export function MinutesField({ field, label }: { field: FieldBinding<number>; label: string }) {
  const { value, onChange, error, required, disabled } = field;
  return (
    <MinutesInput
      {...{ label, error, required, disabled }}
      value={value ?? null}
      onCommit={onChange}
      onWrong={() => onChange(Number.NaN)}
    />
  );
}
