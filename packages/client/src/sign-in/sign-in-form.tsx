"use client";

import { Alert, Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { toProblem } from "@steward/ui";
import { IconAlertCircle, IconArrowBigUpLine } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import "../error/words.ts";
import { signInWithPassword } from "./browser-session.ts";
import { DemoHint } from "./demo-hint.tsx";

interface SignInFormProps {
  /** A path of this site, already checked. */
  returnTo: string;
  /** Why somebody was sent here, as a reason of the API. */
  reason: string | null;
  demo: boolean;
}

/** E-mail and password; says what was wrong and keeps what was typed. */
export function SignInForm({ returnTo, reason, demo }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState(reason);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    const refused = await signInWithPassword(email, password).catch(() => "offline");
    if (refused === null) {
      // A full load, so that the server renders the page for whoever has just signed in.
      window.location.assign(returnTo);
      return;
    }
    setBusy(false);
    setFailure(refused);
    passwordInput.current?.select();
  };

  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));

  return (
    // Sent before the page's script has loaded, the form must not put the password into the address bar.
    <form onSubmit={submit} method="post" action="/api/auth/callback/credentials" aria-label="Sign in">
      <Stack gap="md">
        {failure ? (
          <Alert color="red" variant="light" icon={<IconAlertCircle size={18} aria-hidden />} role="alert">
            {failureWords(failure)}
          </Alert>
        ) : null}
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          placeholder="you@company.com"
          size="md"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          ref={passwordInput}
          label="Password"
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLock(false)}
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
        <Button type="submit" size="md" fullWidth loading={busy} mt={4}>
          Sign in
        </Button>
        {demo ? (
          <DemoHint
            onPick={(person) => {
              setEmail(person.email);
              setPassword(person.password);
            }}
          />
        ) : null}
      </Stack>
    </form>
  );
}

function failureWords(reason: string): string {
  if (reason === "offline") return toProblem(new TypeError("offline")).message;
  return toProblem({ data: { code: "INTERNAL", reason } }).message;
}
