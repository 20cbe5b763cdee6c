"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useMay } from "@steward/client";
import { claimDomainInput } from "@steward/contracts/org/domain";
import {
  CopyText,
  confirmAction,
  DateText,
  ErrorState,
  Form,
  LoadingState,
  notifyError,
  notifySuccess,
  SectionCard,
  StatusBadge,
  TextField,
  useZodForm,
} from "@steward/ui";
import type { ReactNode } from "react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Domain = NonNullable<RouterOutputs["org"]["domain"]["current"]>;

/** A host name of the organisation's own: claimed, proved by a TXT record, given up. */
export function DomainSection() {
  const domain = trpc.org.domain.current.useQuery();
  return (
    <SectionCard title="Own host name">
      {domain.isPending ? <LoadingState lines={3} label="Loading the host name" /> : null}
      {domain.isError ? <ErrorState compact error={domain.error} onRetry={domain.refetch} /> : null}
      {domain.isSuccess ? domain.data ? <Claimed domain={domain.data} /> : <ClaimForm /> : null}
    </SectionCard>
  );
}

function ClaimForm() {
  const may = useMay();
  const utils = trpc.useUtils();
  const claim = trpc.org.domain.claim.useMutation({ onSuccess: () => utils.org.domain.invalidate() });
  const form = useZodForm({
    schema: claimDomainInput,
    onSubmit: async (values) => {
      await claim.mutateAsync(values);
    },
  });
  if (!may("org.domain.write")) return <Text size="sm">None. Your role does not let you claim one.</Text>;
  return (
    <Form form={form} submitLabel="Claim host name">
      <TextField
        field={form.field("domain")}
        label="Host name"
        description="Such as desk.acme.com. It leads here once a record in its DNS shows that it is yours."
        placeholder="desk.acme.com"
      />
    </Form>
  );
}

function Claimed({ domain: { domain, verifiedAt, record } }: { domain: Domain }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.org.domain.invalidate();
  const remove = trpc.org.domain.remove.useMutation({ onSuccess });
  const verify = trpc.org.domain.verify.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await onSuccess();
      notifySuccess(`${domain} leads here now`);
    },
  });
  const askToRemove = () =>
    confirmAction({
      title: `Give up ${domain}?`,
      message: "Links with it no longer lead here. To have it again, prove it again with a new record.",
      confirmLabel: "Give up",
      onConfirm: async () => {
        await remove.mutateAsync();
        notifySuccess(`${domain} is given up`);
      },
    });
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Text fw={500}>{domain}</Text>
        <StatusBadge tone={verifiedAt ? "success" : "warning"}>{verifiedAt ? "Proved" : "Not proved yet"}</StatusBadge>
      </Group>
      {verifiedAt ? (
        <Text size="sm">
          It leads here since <DateText value={verifiedAt} />. Leave its record where it is.
        </Text>
      ) : (
        <Text size="sm">
          Publish this TXT record at your DNS provider, then check it. It can take an hour until the world sees it.
        </Text>
      )}
      <Labelled label="Name of the TXT record">
        <CopyText value={record.name} label="record name" />
      </Labelled>
      <Labelled label="Value">
        <CopyText value={record.value} label="record value" />
      </Labelled>
      {may("org.domain.write") ? (
        <Group gap="xs" justify="flex-end">
          <Button variant="default" onClick={askToRemove}>
            Give up
          </Button>
          {verifiedAt ? null : (
            <Button loading={verify.isPending} onClick={() => verify.mutate()}>
              Check the record
            </Button>
          )}
        </Group>
      ) : null}
    </Stack>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      {children}
    </div>
  );
}
