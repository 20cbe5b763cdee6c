"use client";

import { ActionIcon, Autocomplete, Button, Group, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { disqualifyLeadInput, leadTransitions, usualDisqualifyReasons } from "@steward/contracts/crm/lead";
import { FormModal, notifyError, notifySuccess, useZodForm } from "@steward/ui";
import { IconArrowBackUp, IconArrowRight, IconDots, IconPhone, IconTrash, IconUserCheck } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ConvertDialog } from "./convert-dialog.tsx";
import type { Lead } from "./lead-drawer.tsx";
import { leadStatusLabels } from "./lead-labels.ts";
import { leadTitle } from "./lead-words.tsx";

/** Where the lead may go from here. */
export function LeadSteps({ lead }: { lead: Lead }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const [converting, convert] = useDisclosure(false);
  const [disqualifying, disqualify] = useDisclosure(false);
  const options = {
    onError: notifyError,
    onSuccess: async (now: { status: Lead["status"] }) => {
      await utils.crm.invalidate();
      notifySuccess(`${leadTitle(lead)}: ${leadStatusLabels[now.status].toLowerCase()}`);
    },
  };
  const contact = trpc.crm.lead.contact.useMutation(options);
  const qualify = trpc.crm.lead.qualify.useMutation(options);
  const reopen = trpc.crm.lead.reopen.useMutation(options);
  const next = leadTransitions[lead.status];
  const step = { id: lead.id, version: lead.version };
  if (!may("crm.lead.write")) return null;
  return (
    <Group gap="xs">
      {next.includes("disqualified") ? (
        <Button variant="default" onClick={disqualify.open}>
          Disqualify
        </Button>
      ) : null}
      {next.includes("contacted") ? (
        <Button
          leftSection={<IconPhone size={16} aria-hidden />}
          loading={contact.isPending}
          onClick={() => contact.mutate(step)}
        >
          Mark as contacted
        </Button>
      ) : null}
      {next.includes("qualified") ? (
        <Button
          leftSection={<IconUserCheck size={16} aria-hidden />}
          loading={qualify.isPending}
          onClick={() => qualify.mutate(step)}
        >
          Qualify
        </Button>
      ) : null}
      {next.includes("converted") && may("crm.lead.convert") ? (
        <Button leftSection={<IconArrowRight size={16} aria-hidden />} onClick={convert.open}>
          Convert
        </Button>
      ) : null}
      {next.includes("new") ? (
        <Button
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          loading={reopen.isPending}
          onClick={() => reopen.mutate(step)}
        >
          Reopen
        </Button>
      ) : null}
      {converting ? <ConvertDialog lead={lead} opened onClose={convert.close} /> : null}
      {disqualifying ? <DisqualifyDialog lead={lead} opened onClose={disqualify.close} /> : null}
    </Group>
  );
}

function DisqualifyDialog({ lead, opened, onClose }: { lead: Lead; opened: boolean; onClose: () => void }) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.invalidate();
  const disqualify = trpc.crm.lead.disqualify.useMutation({ onSuccess });
  const reopen = trpc.crm.lead.reopen.useMutation({ onSuccess });
  const form = useZodForm({
    schema: disqualifyLeadInput.omit({ id: true, version: true }),
    onSubmit: async (values) => {
      await disqualify.mutateAsync({ ...values, id: lead.id, version: lead.version });
      notifySuccess(`${leadTitle(lead)} disqualified`, { undo: () => reopen.mutateAsync({ id: lead.id }) });
    },
  });
  const reason = form.field("reason");
  return (
    <FormModal
      form={form}
      opened={opened}
      onClose={onClose}
      title={`Disqualify ${leadTitle(lead)}`}
      submitLabel="Disqualify"
    >
      <Autocomplete
        label="Reason"
        description="Choose one or write your own"
        required
        data={[...usualDisqualifyReasons]}
        value={reason.value ?? ""}
        onChange={reason.onChange}
        onBlur={reason.onBlur}
        error={reason.error}
        maxLength={500}
        // Open at once, the list would cover the button that ends the dialog.
        openOnFocus={false}
        data-autofocus
      />
    </FormModal>
  );
}

/** What is rarely done with a lead. */
export function LeadMenu({ lead }: { lead: Lead }) {
  const may = useMay();
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const restore = trpc.crm.lead.restore.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const remove = trpc.crm.lead.remove.useMutation({
    onError: notifyError,
    onSuccess: async (removed) => {
      router.push(href("/crm/leads"));
      await Promise.all([utils.crm.lead.list.invalidate(), utils.crm.lead.countByStatus.invalidate()]);
      notifySuccess(`${leadTitle(lead)} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  });
  if (!may("crm.lead.remove")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More actions">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => remove.mutate({ ids: [lead.id] })}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
