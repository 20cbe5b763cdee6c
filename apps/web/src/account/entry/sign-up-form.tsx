"use client";

import { Anchor, Stack, Text } from "@mantine/core";
import {
  DemoMailHint,
  EntryFrame,
  EntryNote,
  ProviderButtons,
  ResendMail,
  type SignInProvider,
  trpc,
} from "@steward/client";
import { signUpInput } from "@steward/contracts/auth/sign-up";
import { EntryForm, PasswordField, TextField, useZodForm } from "@steward/ui";
import { useState } from "react";
import { passwordAdvice } from "../password-advice.ts";

/** Making an account. What follows is the same whether or not the address has one: the screen tells nobody. */
export function SignUpForm({ providers, returnTo }: { providers: readonly SignInProvider[]; returnTo: string }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const signUp = trpc.auth.signUp.useMutation();
  const form = useZodForm({
    schema: signUpInput,
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      await signUp.mutateAsync(values);
      setSentTo(values.email);
    },
  });

  if (sentTo !== null) {
    return (
      <EntryFrame title="Look into your inbox">
        <EntryNote
          actions={
            <>
              <DemoMailHint />
              <ResendMail email={sentTo} />
              <Text size="md">
                <Anchor component="button" type="button" inherit onClick={() => setSentTo(null)}>
                  Use another address
                </Anchor>
              </Text>
            </>
          }
        >
          We have sent a mail to <b>{sentTo}</b>. Open the link in it to confirm your address; it works for a limited
          time.
        </EntryNote>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="Create your account" subtitle="You can join or set up an organisation afterwards.">
      <Stack gap="md">
        <ProviderButtons providers={providers} returnTo={returnTo} />
        <EntryForm form={form} submitLabel="Create account">
          <TextField field={form.field("name")} label="Your name" autoComplete="name" size="md" autoFocus />
          <TextField field={form.field("email")} label="E-mail" type="email" autoComplete="username" size="md" />
          <PasswordField
            field={form.field("password")}
            autoComplete="new-password"
            description={passwordAdvice}
            size="md"
          />
        </EntryForm>
        <Text size="md" c="dimmed" ta="center">
          You have an account?{" "}
          <Anchor
            href={returnTo === "/" ? "/sign-in" : `/sign-in?return=${encodeURIComponent(returnTo)}`}
            inherit
            underline="always"
          >
            Sign in
          </Anchor>
        </Text>
      </Stack>
    </EntryFrame>
  );
}
