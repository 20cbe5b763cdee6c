"use client";

import { Text } from "@mantine/core";
import { disableUserInput } from "@steward/contracts/operator/user";
import { FormModal, notifySuccess, TextAreaField, useZodForm } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

interface DisableUserDialogProps {
  user: { id: string; name: string };
  onClose: () => void;
}

/** Shuts a person out of everything, and asks why. */
export function DisableUserDialog({ user, onClose }: DisableUserDialogProps) {
  const utils = trpc.useUtils();
  const disable = trpc.operator.user.disable.useMutation({ onSuccess: () => utils.operator.user.invalidate() });
  const form = useZodForm({
    schema: disableUserInput.pick({ reason: true }),
    onSubmit: async ({ reason }) => {
      await disable.mutateAsync({ id: user.id, reason });
      notifySuccess(`${user.name} is switched off and signed out everywhere`);
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title={`Switch off ${user.name}`} submitLabel="Switch off">
      <Text size="sm">
        They are signed out everywhere at once and cannot sign in, in any organisation. Their records stay.
      </Text>
      <TextAreaField field={form.field("reason")} label="Reason" description="Stands in the platform's own history" />
    </FormModal>
  );
}
