"use client";

import { Anchor, Button, Stack, Text } from "@mantine/core";
import { DemoMailHint, EntryFrame, EntryNote, trpc } from "@steward/client";
import { forgotPasswordInput } from "@steward/contracts/auth/password";
import { EntryForm, TextField, useZodForm } from "@steward/ui";
import { useState } from "react";

/** Asks for a mail with a link to a new password. The answer does not tell whether the address has an account. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const forgot = trpc.auth.password.forgot.useMutation();
  const form = useZodForm({
    schema: forgotPasswordInput,
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      await forgot.mutateAsync(values);
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
              <Button variant="default" onClick={() => setSentTo(null)}>
                No mail? Ask again
              </Button>
            </>
          }
        >
          If <b>{sentTo}</b> belongs to an account, a mail with a link is on its way. The link works for half an hour,
          and once.
        </EntryNote>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="Set a new password" subtitle="We send a link to your e-mail address.">
      <Stack gap="md">
        <EntryForm form={form} submitLabel="Send the link">
          <TextField
            field={form.field("email")}
            label="E-mail"
            type="email"
            autoComplete="username"
            size="md"
            autoFocus
          />
        </EntryForm>
        <Text size="md" c="dimmed" ta="center">
          You remember it?{" "}
          <Anchor href="/sign-in" inherit underline="always">
            Sign in
          </Anchor>
        </Text>
      </Stack>
    </EntryFrame>
  );
}
