"use client";

import { Anchor, Button, Text } from "@mantine/core";
import { EntryFrame, EntryNote, trpc } from "@steward/client";
import { resetPasswordInput } from "@steward/contracts/auth/password";
import { EntryForm, PasswordField, useZodForm } from "@steward/ui";
import { passwordAdvice } from "../password-advice.ts";

/** A new password for whoever holds the link of a mail. */
export function ResetPasswordForm({ token }: { token: string }) {
  const reset = trpc.auth.password.reset.useMutation();
  const form = useZodForm({
    schema: resetPasswordInput,
    initialValues: { token },
    warnBeforeLeaving: false,
    onSubmit: (values) => reset.mutateAsync(values),
  });
  if (reset.isSuccess) {
    return (
      <EntryFrame title="Your password is changed">
        <EntryNote
          actions={
            <Button component="a" href="/sign-in" size="md" fullWidth>
              Sign in
            </Button>
          }
        >
          You have been signed out everywhere. Sign in with the new password.
        </EntryNote>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="Choose a new password" subtitle="You will be signed out on every device.">
      <EntryForm form={form} submitLabel="Change password">
        <PasswordField
          field={form.field("password")}
          label="New password"
          autoComplete="new-password"
          description={passwordAdvice}
          size="md"
          autoFocus
        />
      </EntryForm>
      <Text size="md" c="dimmed" ta="center" mt="md">
        The link no longer works?{" "}
        <Anchor href="/forgot-password" inherit underline="always">
          Ask for another
        </Anchor>
      </Text>
    </EntryFrame>
  );
}
