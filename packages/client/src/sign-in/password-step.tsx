"use client";

import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { PasswordInput } from "@steward/ui";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { DemoHint } from "./demo-hint.tsx";
import classes from "./entry.module.css";
import { ProviderButtons, type SignInProvider } from "./provider-buttons.tsx";

export interface PasswordStepProps {
  providers: readonly SignInProvider[];
  /** Where to make an account, and what to do without the password: addresses of the web application. */
  signUpHref: string;
  forgotHref: string;
  demo: boolean;
  returnTo: string;
  /** What was wrong the last time. */
  alert: ReactNode;
  failed: boolean;
  busy: boolean;
  email: string;
  onEmail: (email: string) => void;
  password: string;
  onPassword: (password: string) => void;
  onSubmit: () => void;
}

/** The first step of signing in. */
export function PasswordStep(props: PasswordStepProps) {
  const { alert, failed, busy, email, onEmail, password, onPassword, onSubmit } = props;
  const passwordInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A wrong password is typed over, not searched for.
    if (failed && !busy) passwordInput.current?.select();
  }, [failed, busy]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    // Sent before the page's script has loaded, the form must not put the password into the address bar.
    <form onSubmit={submit} method="post" action="/api/auth/callback/credentials" aria-label="Sign in">
      <Stack gap="md">
        {alert}
        <ProviderButtons providers={props.providers} returnTo={props.returnTo} />
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
          onChange={(event) => onEmail(event.currentTarget.value)}
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
          onChange={(event) => onPassword(event.currentTarget.value)}
        />
        <div className={classes.beside}>
          <Anchor href={props.forgotHref} size="md">
            Forgot your password?
          </Anchor>
        </div>
        <Button type="submit" size="md" fullWidth loading={busy}>
          Sign in
        </Button>
        {props.demo ? (
          <DemoHint
            onPick={(person) => {
              onEmail(person.email);
              onPassword(person.password);
            }}
          />
        ) : null}
        <p className={classes.foot}>
          New here?{" "}
          <Anchor href={props.signUpHref} inherit underline="always">
            Create an account
          </Anchor>
        </p>
      </Stack>
    </form>
  );
}
