"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { contactFilter, contactSortFields } from "@steward/contracts/crm/contact";
import { DataTable, type ListQuery, PageHeader, toPages, useExport, useListState } from "@steward/ui";
import { IconAddressBook, IconDots, IconDownload, IconPlus } from "@tabler/icons-react";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useContactColumns } from "./contact-columns.tsx";
import { ContactDrawer } from "./contact-drawer.tsx";
import { useContactBulk } from "./use-contact-bulk.ts";

type Query = ListQuery<(typeof contactSortFields)[number], (typeof contactFilter)["shape"]>;

/** The people the organisation knows. */
export function ContactsPage({ creating = false }: { creating?: boolean }) {
  const href = useHref();
  const may = useMay();
  const query = useListState({ address: "crm.contact", sortable: contactSortFields, filterSchema: contactFilter });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.contact.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.crm.contact.count.useQuery(which);
  const columns = useContactColumns();
  const bulk = useContactBulk();
  const views = useSavedViews("crm.contact", "All contacts");
  const [drawer, { open, close }] = useDisclosure(creating);
  const newButton = may("crm.contact.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New contact
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Contacts" primaryAction={newButton} />
      <DataTable
        label="Contacts"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/crm/contacts/${row.id}`)}
        rowLabel={(row) => row.name}
        searchPlaceholder="Search name, e-mail, phone"
        views={views}
        bulkActions={bulk.actions}
        tools={may("crm.contact.export") ? <ExportMenu query={query.input} /> : null}
        empty={{
          title: "No contacts yet",
          description: "A contact is a person you deal with, at an account or on their own.",
          action: newButton,
        }}
      />
      {bulk.dialogs}
      <ContactDrawer opened={drawer} onClose={close} />
    </>
  );
}

function ExportMenu({ query }: { query: Query }) {
  const { client } = trpc.useUtils();
  const { run, exported } = useExport();
  const saveCsv = () =>
    run({
      name: "contacts.csv",
      type: "text/csv",
      fetchChunk: (cursor) => client.crm.contact.export.query({ ...query, cursor, limit: 1000 }),
    });
  const saveVcards = () =>
    run({
      name: "contacts.vcf",
      type: "text/vcard",
      fetchChunk: (cursor) => client.crm.contact.exportVcards.query({ ...query, cursor, limit: 1000 }),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More" loading={exported !== null}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void saveCsv()}>
          Export as CSV
        </Menu.Item>
        <Menu.Item leftSection={<IconAddressBook size={15} aria-hidden />} onClick={() => void saveVcards()}>
          Export as vCards
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
