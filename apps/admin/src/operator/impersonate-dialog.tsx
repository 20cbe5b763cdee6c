"use client";

import { Alert } from "@mantine/core";
import { useSettings } from "@steward/client";
import { impersonateInput } from "@steward/contracts/auth/session";
import { FormModal, TextAreaField, useZodForm } from "@steward/ui";
import { IconUserShield } from "@tabler/icons-react";
import { trpc } from "../trpc/client.tsx";

interface ImpersonateDialogProps {
  user: { id: string; name: string };
  onClose: () => void;
}

/** Begins to act in somebody's name, in the workspace, for a reason their organisations can read. */
export function ImpersonateDialog({ user, onClose }: ImpersonateDialogProps) {
  const { webUrl } = useSettings();
  const impersonate = trpc.operator.user.impersonate.useMutation();
  const form = useZodForm({
    schema: impersonateInput.pick({ reason: true }),
    onSubmit: async ({ reason }) => {
      const { ticket } = await impersonate.mutateAsync({ userId: user.id, reason });
      // A full load: the browser's session becomes another one.
      window.location.assign(`${webUrl}/impersonate?ticket=${encodeURIComponent(ticket)}`);
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title={`Act as ${user.name}`} submitLabel="Act in their name">
      <Alert color="orange" icon={<IconUserShield size={16} aria-hidden />}>
        You will see and do what they can. Each of their organisations reads your name and this reason in its audit log,
        and every change you make is marked as yours.
      </Alert>
      <TextAreaField
        field={form.field("reason")}
        label="Reason"
        description="A sentence: what was asked for, and by whom"
      />
    </FormModal>
  );
}
