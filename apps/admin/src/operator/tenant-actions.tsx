"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { suspendTenantInput } from "@steward/contracts/operator/tenant";
import { confirmAction, FormModal, notifySuccess, TextAreaField, useZodForm } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";

interface TenantActionsProps {
  tenant: { id: string; name: string; suspendedAt: Date | null; purgeAfter: Date | null };
}

/** What an operator can do with an organisation: shut it, open it, take its removal back. */
export function TenantActions({ tenant }: TenantActionsProps) {
  const [suspending, { open, close }] = useDisclosure(false);
  const utils = trpc.useUtils();
  const onSuccess = () => utils.operator.tenant.invalidate();
  const resume = trpc.operator.tenant.resume.useMutation({ onSuccess });
  const restore = trpc.operator.tenant.restore.useMutation({ onSuccess });
  const { id, name } = tenant;

  const askToResume = () =>
    confirmAction({
      title: `Let the members of ${name} in again?`,
      message: "They can work at once. Its record shows that the platform resumed it.",
      confirmLabel: "Resume",
      destructive: false,
      onConfirm: async () => {
        await resume.mutateAsync({ id });
        notifySuccess(`${name} is open again`);
      },
    });
  const askToRestore = () =>
    confirmAction({
      title: `Keep ${name} after all?`,
      message: "Its removal is taken back, and its members can work at once.",
      confirmLabel: "Take the removal back",
      destructive: false,
      onConfirm: async () => {
        await restore.mutateAsync({ id });
        notifySuccess(`${name} stays`);
      },
    });

  return (
    <>
      {tenant.purgeAfter ? <Button onClick={askToRestore}>Take the removal back</Button> : null}
      {tenant.suspendedAt ? (
        <Button onClick={askToResume}>Resume</Button>
      ) : (
        <Button color="red" variant="light" onClick={open}>
          Suspend
        </Button>
      )}
      <SuspendDialog id={id} name={name} opened={suspending} onClose={close} />
    </>
  );
}

interface SuspendDialogProps {
  id: string;
  name: string;
  opened: boolean;
  onClose: () => void;
}

function SuspendDialog({ id, name, opened, onClose }: SuspendDialogProps) {
  const utils = trpc.useUtils();
  const suspend = trpc.operator.tenant.suspend.useMutation({ onSuccess: () => utils.operator.tenant.invalidate() });
  const form = useZodForm({
    schema: suspendTenantInput.pick({ reason: true }),
    onSubmit: async ({ reason }) => {
      await suspend.mutateAsync({ id, reason });
      notifySuccess(`${name} is suspended`);
      form.reset();
    },
  });
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={`Suspend ${name}`} submitLabel="Suspend">
      <Text size="sm">
        From this moment none of its members can open it, in any application. Nothing is deleted, and it can be resumed.
      </Text>
      <TextAreaField
        field={form.field("reason")}
        label="Reason"
        description="Stands in the organisation's own record, where its owner reads it"
      />
    </FormModal>
  );
}
