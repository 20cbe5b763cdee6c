"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { CodeInput } from "@steward/ui";
import { type FormEvent, type ReactNode, useState } from "react";

interface CodeStepProps {
  /** What was wrong with the last code. */
  alert: ReactNode;
  busy: boolean;
  onCode: (code: string) => void;
  onBack: () => void;
}

/** The second step of signing in: a code from the app, or one of the recovery codes. */
export function CodeStep({ alert, busy, onCode, onBack }: CodeStepProps) {
  const [code, setCode] = useState("");
  const [recovery, setRecovery] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  const swap = () => {
    setRecovery(!recovery);
    setCode("");
  };
  const input = {
    size: "md",
    required: true,
    withAsterisk: false,
    autoFocus: true,
    value: code,
    onChange: (event: { currentTarget: HTMLInputElement }) => setCode(event.currentTarget.value),
  } as const;
  return (
    <form onSubmit={submit} aria-label="Second step">
      <Stack gap="md">
        {alert}
        {recovery ? (
          <TextInput
            key="recovery"
            label="Recovery code"
            description="One of the codes you kept when you switched two-step sign-in on. Each works once."
            autoComplete="off"
            spellCheck={false}
            {...input}
          />
        ) : (
          <CodeInput key="code" label="Code from your authenticator app" {...input} />
        )}
        <Button type="submit" size="md" fullWidth loading={busy}>
          Sign in
        </Button>
        <Button variant="subtle" onClick={swap}>
          {recovery ? "Use the authenticator app" : "Use a recovery code"}
        </Button>
        <Text size="sm" c="dimmed" ta="center">
          Not you?{" "}
          <Button variant="transparent" size="compact-sm" px={2} onClick={onBack}>
            Start again
          </Button>
        </Text>
      </Stack>
    </form>
  );
}
