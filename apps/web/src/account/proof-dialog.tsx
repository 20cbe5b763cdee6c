"use client";

import { Text } from "@mantine/core";
import { type CredentialProof, disableSecondFactorInput } from "@steward/contracts/auth/second-factor";
import { CodeField, FormModal, PasswordField, useZodForm } from "@steward/ui";
import type { ReactNode } from "react";

interface ProofDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  submitLabel: string;
  /** Whoever has no password, because a provider signs them in, gives a code instead. */
  hasPassword: boolean;
  onProof: (proof: CredentialProof) => Promise<unknown>;
  /** What follows from it. */
  children: ReactNode;
}

/** Asks whoever sits at an open session to show that it is theirs. */
export function ProofDialog({ opened, onClose, title, submitLabel, hasPassword, onProof, children }: ProofDialogProps) {
  const form = useZodForm({
    schema: disableSecondFactorInput,
    warnBeforeLeaving: false,
    onSubmit: async (proof) => {
      await onProof(proof);
      form.reset({});
    },
  });
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={title} submitLabel={submitLabel}>
      <Text size="sm">{children}</Text>
      {hasPassword ? (
        <PasswordField field={form.field("password")} label="Your password" autoComplete="current-password" autoFocus />
      ) : (
        <CodeField field={form.field("code")} label="Code from your authenticator app" autoFocus />
      )}
    </FormModal>
  );
}
