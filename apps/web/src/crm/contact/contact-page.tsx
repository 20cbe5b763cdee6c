"use client";

import { ActionIcon, Anchor, Badge, Button, Grid, Group, Menu, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PageCrumb, useHref } from "@steward/client";
import {
  Avatar,
  ColourBadges,
  DateText,
  DefinitionList,
  ErrorState,
  formatPhone,
  LoadingState,
  notifyError,
  notifySuccess,
  PageHeader,
  PersonName,
  SectionCard,
  saveFile,
} from "@steward/ui";
import { IconAddressBook, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityComposer } from "../activity/activity-composer.tsx";
import { RecordActivities } from "../activity/record-activities.tsx";
import { type Contact, ContactDrawer } from "./contact-drawer.tsx";

/** One person: how to reach them, where they work, what was said. */
export function ContactPage({ id }: { id: string }) {
  const query = trpc.crm.contact.byId.useQuery({ id });
  if (query.isPending) return <LoadingState lines={12} label="Loading the contact" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return <LoadedContact contact={query.data} />;
}

function LoadedContact({ contact }: { contact: Contact }) {
  const may = useMay();
  const href = useHref();
  const [editing, edit] = useDisclosure(false);
  return (
    <>
      <PageCrumb label={contact.name} />
      <PageHeader
        title={contact.name}
        leading={<Avatar name={contact.name} size={40} />}
        badge={contact.tags.length > 0 ? <ColourBadges items={contact.tags} /> : null}
        description={
          <>
            {contact.jobTitle}
            {contact.jobTitle && contact.account ? " at " : null}
            {contact.account ? (
              <Anchor component={Link} href={href(`/crm/accounts/${contact.account.id}`)} size="sm" underline="always">
                {contact.account.name}
              </Anchor>
            ) : null}
          </>
        }
        primaryAction={
          may("crm.contact.write") ? (
            <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
              Edit
            </Button>
          ) : null
        }
        secondaryActions={<MoreMenu contact={contact} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Stack gap="md">
            <ContactFacts contact={contact} />
            {may("files.file.read") ? (
              <FilesPanel
                target={{ address: "crm.contact", entityId: contact.id }}
                canWrite={may("crm.contact.write")}
              />
            ) : null}
          </Stack>
        </Grid.Col>
        {may("crm.activity.read") ? (
          <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
            <Stack gap="md">
              {may("crm.activity.write") ? (
                <SectionCard title="Log">
                  <ActivityComposer target={{ contactId: contact.id }} />
                </SectionCard>
              ) : null}
              <SectionCard title="Activities">
                <RecordActivities filter={{ contactId: contact.id }} />
              </SectionCard>
            </Stack>
          </Grid.Col>
        ) : null}
      </Grid>
      <ContactDrawer key={contact.version} opened={editing} onClose={edit.close} contact={contact} />
    </>
  );
}

function ContactFacts({ contact }: { contact: Contact }) {
  return (
    <SectionCard title="Details">
      <DefinitionList
        items={[
          { label: "E-mail", value: contact.emails.length > 0 ? <Emails emails={contact.emails} /> : null },
          {
            label: "Phone",
            value: contact.phone ? (
              <Anchor inherit href={`tel:${contact.phone}`}>
                {formatPhone(contact.phone)}
              </Anchor>
            ) : null,
          },
          { label: "Owner", value: contact.owner ? <PersonName name={contact.owner.name} /> : null },
          { label: "Created", value: <DateText value={contact.createdAt} /> },
        ]}
      />
      {contact.description ? (
        <Text size="sm" mt="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {contact.description}
        </Text>
      ) : null}
    </SectionCard>
  );
}

function Emails({ emails }: { emails: readonly string[] }) {
  return (
    <Stack gap={2}>
      {emails.map((email, index) => (
        <Group key={email} gap={6}>
          <Anchor inherit href={`mailto:${email}`} style={{ overflowWrap: "anywhere" }}>
            {email}
          </Anchor>
          {index === 0 && emails.length > 1 ? (
            <Badge size="xs" variant="light">
              Primary
            </Badge>
          ) : null}
        </Group>
      ))}
    </Stack>
  );
}

function MoreMenu({ contact }: { contact: Contact }) {
  const may = useMay();
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const restore = trpc.crm.contact.restore.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const remove = trpc.crm.contact.remove.useMutation({
    onError: notifyError,
    onSuccess: async (removed) => {
      router.push(href("/crm/contacts"));
      await utils.crm.contact.list.invalidate();
      notifySuccess(`${contact.name} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  });
  const download = async () => {
    const { text } = await utils.client.crm.contact.vcard.query({ id: contact.id });
    saveFile(`${contact.name}.vcf`, "text/vcard", [text]);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More actions">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconAddressBook size={15} aria-hidden />}
          onClick={() => void download().catch(notifyError)}
        >
          Save as vCard
        </Menu.Item>
        {may("crm.contact.remove") ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => remove.mutate({ ids: [contact.id] })}
          >
            Delete
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
