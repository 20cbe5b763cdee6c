"use client";

import { Stack } from "@mantine/core";
import { ProviderButtons, type SignInProvider, signInPath, signInWithPassword, trpc } from "@steward/client";
import { acceptInvitationInput } from "@steward/contracts/org/invitation";
import { EntryForm, PasswordField, TextField, useZodForm } from "@steward/ui";
import { passwordAdvice } from "../password-advice.ts";

interface NewMemberFormProps {
  token: string;
  /** The organisation's address, to arrive in. */
  organisation: string;
  providers: readonly SignInProvider[];
  returnTo: string;
}

/** Makes an account with the invitation and arrives in the organisation, signed in. */
export function NewMemberForm({ token, organisation, providers, returnTo }: NewMemberFormProps) {
  const accept = trpc.auth.invitation.accept.useMutation();
  const form = useZodForm({
    schema: acceptInvitationInput,
    initialValues: { token },
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      const { slug, email } = await accept.mutateAsync(values);
      const refused = await signInWithPassword({ email, password: values.password }).catch(() => "offline");
      window.location.assign(refused === null ? `/${slug}` : signInPath(`/${organisation}`));
    },
  });
  return (
    <Stack gap="md">
      <ProviderButtons providers={providers} returnTo={returnTo} />
      <EntryForm form={form} submitLabel="Accept and join">
        <TextField field={form.field("name")} label="Your name" autoComplete="name" size="md" autoFocus />
        <PasswordField
          field={form.field("password")}
          label="Choose a password"
          autoComplete="new-password"
          description={passwordAdvice}
          size="md"
        />
      </EntryForm>
    </Stack>
  );
}
