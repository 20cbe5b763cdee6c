"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import classes from "./code-field.module.css";
import { type FieldProps, inputProps } from "./fields.tsx";

/**
 * Six digits from an authenticator app. One input rather than six: it takes a pasted code and the phone's own
 * suggestion, and is read out as one thing.
 */
export function CodeInput(props: TextInputProps) {
  return (
    <TextInput
      {...props}
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      // Apps show `123 456`, and people type the space.
      maxLength={7}
      placeholder="000000"
      classNames={{ input: classes.input }}
    />
  );
}

/** The code of a form. */
export function CodeField({ autoFocus, ...props }: FieldProps<string> & { autoFocus?: boolean }) {
  return (
    <CodeInput
      {...inputProps(props)}
      data-autofocus={autoFocus || undefined}
      value={props.field.value ?? ""}
      onChange={(event) => props.field.onChange(event.currentTarget.value)}
    />
  );
}
