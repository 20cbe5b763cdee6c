"use client";

import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { ErrorState, formatPhone, LoadingState, SectionCard } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ContactDrawer } from "../contact/contact-drawer.tsx";
import type { Account } from "./account-drawer.tsx";

const shown = 10;

/** The people at an account. */
export function AccountContacts({ account }: { account: Account }) {
  const may = useMay();
  const href = useHref();
  const [adding, { open, close }] = useDisclosure(false);
  const query = trpc.crm.contact.list.useQuery({
    filter: { accountId: [account.id] },
    sort: { field: "name", direction: "asc" },
    limit: shown,
  });
  return (
    <SectionCard
      title="Contacts"
      count={account.contactCount}
      action={
        may("crm.contact.write") ? (
          <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={open}>
            Add contact
          </Button>
        ) : null
      }
    >
      {query.isPending ? <LoadingState lines={3} label="Loading contacts" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody is known here yet.
        </Text>
      ) : null}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {query.data?.items.map((contact) => (
          <li key={contact.id}>
            <Anchor component={Link} href={href(`/crm/contacts/${contact.id}`)} size="sm" fw={500}>
              {contact.name}
            </Anchor>
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {[contact.jobTitle, contact.emails[0], contact.phone ? formatPhone(contact.phone) : null]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </li>
        ))}
      </Stack>
      {account.contactCount > shown ? (
        <Anchor
          component={Link}
          href={href(`/crm/contacts?f.accountId=${account.id}`)}
          size="sm"
          mt="xs"
          display="block"
        >
          All {account.contactCount} contacts
        </Anchor>
      ) : null}
      <ContactDrawer opened={adding} onClose={close} account={account} />
    </SectionCard>
  );
}
