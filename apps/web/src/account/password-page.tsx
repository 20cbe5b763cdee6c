"use client";

import { Anchor, Paper, Text } from "@mantine/core";
import { changePasswordInput } from "@steward/contracts/auth/password";
import { Form, notifySuccess, PageHeader, PasswordField, useZodForm } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";
import { passwordAdvice } from "./password-advice.ts";

/** Changes the password, which ends every other sign-in. */
export function PasswordPage() {
  const change = trpc.user.password.change.useMutation();
  const form = useZodForm({
    schema: changePasswordInput,
    onSubmit: async (values) => {
      await change.mutateAsync(values);
      form.reset({});
      notifySuccess("Your password is changed; you are signed out on every other device");
    },
  });
  return (
    <>
      <PageHeader title="Password" description="Changing it signs you out on every device but this one." />
      <Paper withBorder p="lg" mt="md">
        <Form form={form} submitLabel="Change password">
          <PasswordField field={form.field("current")} label="Current password" autoComplete="current-password" />
          <PasswordField
            field={form.field("password")}
            label="New password"
            autoComplete="new-password"
            description={passwordAdvice}
          />
        </Form>
      </Paper>
      <Text size="sm" c="dimmed" mt="md">
        You do not know the current one, or have none?{" "}
        <Anchor href="/forgot-password" inherit underline="always">
          Set a new password by mail
        </Anchor>
      </Text>
    </>
  );
}
