"use client";

import { PasswordInput as MantinePasswordInput, type PasswordInputProps, Text } from "@mantine/core";
import { IconArrowBigUpLine } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { type FieldProps, inputProps } from "./fields.tsx";

/** An input for a secret: can be shown, and says when Caps Lock is on. */
export function PasswordInput(props: PasswordInputProps) {
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <MantinePasswordInput
      {...props}
      onKeyDown={watch}
      onKeyUp={watch}
      onBlur={(event) => {
        setCapsLock(false);
        props.onBlur?.(event);
      }}
      visibilityToggleButtonProps={{ "aria-label": "Show password", tabIndex: 0 }}
      inputContainer={(input) => (
        <>
          {input}
          <Text size="xs" c="dimmed" mt={6} aria-live="polite" hidden={!capsLock}>
            <IconArrowBigUpLine size={13} aria-hidden /> Caps Lock is on
          </Text>
        </>
      )}
    />
  );
}

interface PasswordFieldProps extends FieldProps<string> {
  /** What a password manager is to offer: the password known so far, or one it makes. */
  autoComplete: "current-password" | "new-password";
  autoFocus?: boolean;
}

/** A password of a form. */
export function PasswordField({ autoComplete, autoFocus, ...props }: PasswordFieldProps) {
  return (
    <PasswordInput
      {...inputProps(props)}
      autoComplete={autoComplete}
      data-autofocus={autoFocus || undefined}
      value={props.field.value ?? ""}
      onChange={(event) => props.field.onChange(event.currentTarget.value)}
    />
  );
}
