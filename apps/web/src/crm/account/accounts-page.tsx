"use client";

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { accountFilter, accountSortFields } from "@steward/contracts/crm/account";
import { DataTable, type ListQuery, PageHeader, toPages, useExport, useListState } from "@steward/ui";
import { IconDots, IconDownload, IconFileImport, IconPlus, IconTags } from "@tabler/icons-react";
import Link from "next/link";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { TagsManager } from "../tag/tags-manager.tsx";
import { useAccountColumns } from "./account-columns.tsx";
import { AccountDrawer } from "./account-drawer.tsx";
import { useAccountBulk } from "./use-account-bulk.ts";

/** The organisation's accounts: to find, sort, hand over, and to add to. */
export function AccountsPage({ creating = false }: { creating?: boolean }) {
  const href = useHref();
  const may = useMay();
  const query = useListState({ address: "crm.account", sortable: accountSortFields, filterSchema: accountFilter });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.account.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.crm.account.count.useQuery(which);
  const columns = useAccountColumns();
  const bulk = useAccountBulk();
  const views = useSavedViews("crm.account", "All accounts");
  const [drawer, { open, close }] = useDisclosure(creating);
  const [tags, tagDialog] = useDisclosure(false);
  const newButton = may("crm.account.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New account
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Accounts" primaryAction={newButton} />
      <DataTable
        label="Accounts"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/crm/accounts/${row.id}`)}
        rowLabel={(row) => row.name}
        searchPlaceholder="Search name, web site, phone"
        views={views}
        bulkActions={bulk.actions}
        tools={<Tools query={query.input} onTags={tagDialog.open} />}
        empty={{
          title: "No accounts yet",
          description: "An account is a company you do business with. Add one, or bring yours from a CSV file.",
          action: (
            <>
              {newButton}
              <ImportLink />
            </>
          ),
        }}
      />
      {bulk.dialogs}
      <AccountDrawer opened={drawer} onClose={close} />
      <TagsManager opened={tags} onClose={tagDialog.close} />
    </>
  );
}

function ImportLink() {
  const href = useHref();
  if (!useMay()("crm.import.write")) return null;
  return (
    <Button
      component={Link}
      href={href("/crm/imports")}
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
    >
      Import
    </Button>
  );
}

type Query = ListQuery<(typeof accountSortFields)[number], (typeof accountFilter)["shape"]>;

function Tools({ query, onTags }: { query: Query; onTags: () => void }) {
  const may = useMay();
  const { client } = trpc.useUtils();
  const { run, exported } = useExport();
  const save = () =>
    run({
      name: "accounts.csv",
      type: "text/csv",
      fetchChunk: (cursor) => client.crm.account.export.query({ ...query, cursor, limit: 1000 }),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More" loading={exported !== null}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may("crm.account.export") ? (
          <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={() => void save()}>
            Export as CSV
          </Menu.Item>
        ) : null}
        {may("crm.tag.write") ? (
          <Menu.Item leftSection={<IconTags size={15} aria-hidden />} onClick={onTags}>
            Manage tags
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
