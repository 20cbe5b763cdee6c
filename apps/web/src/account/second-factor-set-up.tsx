"use client";

import { Anchor, List, Stack, Text } from "@mantine/core";
import { confirmSecondFactorInput } from "@steward/contracts/auth/second-factor";
import { CodeField, CopyText, ErrorState, Form, LoadingState, PasswordField, useZodForm } from "@steward/ui";
import { useEffect, useRef } from "react";
import { trpc } from "../trpc/client.tsx";
import classes from "./second-factor.module.css";

interface SecondFactorSetUpProps {
  /** Whoever has a password gives it: an open session alone changes no way in. */
  hasPassword: boolean;
  onCodes: (codes: readonly string[]) => unknown;
  onCancel: () => void;
}

/** Hands the secret to an app and asks for a code from it. */
export function SecondFactorSetUp({ hasPassword, onCodes, onCancel }: SecondFactorSetUpProps) {
  const asked = useRef(false);
  const start = trpc.user.secondFactor.start.useMutation();
  const confirm = trpc.user.secondFactor.confirm.useMutation();
  const form = useZodForm({
    schema: confirmSecondFactorInput,
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      const { codes } = await confirm.mutateAsync(values);
      await onCodes(codes);
    },
  });
  useEffect(() => {
    // Each start makes a new secret: one, also where React's development mode runs effects twice.
    if (asked.current) return;
    asked.current = true;
    start.mutate();
  }, [start]);

  if (start.isError) return <ErrorState error={start.error} onRetry={() => start.mutate()} compact />;
  if (!start.data) return <LoadingState label="Making a secret for your app" />;
  const { qr, secret, uri } = start.data;
  return (
    <List type="ordered" spacing="lg" className={classes.steps} classNames={{ itemWrapper: classes.step }}>
      <List.Item>
        <Stack gap="sm">
          <Text>Scan this picture with your authenticator app.</Text>
          <img src={qr} alt="QR code with the secret for your authenticator app" className={classes.qr} />
          <Text size="sm" c="dimmed">
            On this phone? <Anchor href={uri}>Open the app</Anchor>. Cannot scan? Type this into it:
          </Text>
          <CopyText value={secret} shown={inFours(secret)} label="secret" />
        </Stack>
      </List.Item>
      <List.Item>
        <Stack gap="sm">
          <Text>{hasPassword ? "Enter the code it shows, and your password." : "Enter the code it shows."}</Text>
          <Form form={form} submitLabel="Switch on" onCancel={onCancel}>
            <CodeField field={form.field("code")} label="Code" />
            {hasPassword ? (
              <PasswordField field={form.field("password")} label="Your password" autoComplete="current-password" />
            ) : null}
          </Form>
        </Stack>
      </List.Item>
    </List>
  );
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}
