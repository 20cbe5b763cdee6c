"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { productFilter, productSortFields } from "@steward/contracts/crm/product";
import {
  type BulkAction,
  type Column,
  DataTable,
  ExportButton,
  Money,
  notifySuccess,
  PageHeader,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { IconArchive, IconArchiveOff, IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { type Product, ProductDrawer } from "./product-drawer.tsx";

/** What the organisation sells, at its list prices. */
export function ProductsPage({ creating = false }: { creating?: boolean }) {
  const may = useMay();
  const query = useListState({ address: "crm.product", sortable: productSortFields, filterSchema: productFilter });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.crm.product.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.crm.product.count.useQuery(which);
  const views = useSavedViews("crm.product", "All products");
  const { client } = trpc.useUtils();
  const [editing, setEditing] = useState<Product>();
  const columns = useProductColumns(may("crm.product.write") ? setEditing : undefined);
  const bulkActions = useProductBulk();
  const [drawer, { open, close }] = useDisclosure(creating);
  const newButton = may("crm.product.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New product
    </Button>
  ) : null;
  const exportButton = may("crm.product.export") ? (
    <ExportButton
      name="products.csv"
      fetchChunk={(cursor) => client.crm.product.export.query({ ...query.input, cursor, limit: 1000 })}
    />
  ) : null;
  return (
    <>
      <PageHeader title="Products" primaryAction={newButton} />
      <DataTable
        label="Products"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowLabel={(row) => row.name}
        searchPlaceholder="Search name, code, family"
        views={views}
        bulkActions={bulkActions}
        tools={exportButton}
        empty={{
          title: "No products yet",
          description: "A product is something you sell at a list price. Deals name it and take its price.",
          action: newButton,
        }}
      />
      <ProductDrawer opened={drawer} onClose={close} />
      {editing ? (
        <ProductDrawer key={editing.id} opened onClose={() => setEditing(undefined)} product={editing} />
      ) : null}
    </>
  );
}

function useProductColumns(onEdit: ((product: Product) => void) | undefined): Column<Product>[] {
  const families = trpc.crm.product.families.useQuery(undefined, { staleTime: 60_000 }).data;
  return useMemo(
    () => [
      {
        id: "name",
        header: "Name",
        sortable: true,
        render: (row) =>
          onEdit ? (
            <Button variant="transparent" size="compact-sm" px={0} fw={500} onClick={() => onEdit(row)}>
              {row.name}
            </Button>
          ) : (
            row.name
          ),
      },
      { id: "sku", header: "Code", width: 140, render: (row) => row.sku },
      {
        id: "family",
        header: "Family",
        render: (row) => row.family,
        filter: {
          kind: "multiselect",
          options: (families ?? []).map((one) => ({ value: one.value, label: `${one.value} (${one.count})` })),
        },
      },
      {
        id: "unitAmountMinor",
        header: "List price",
        sortable: true,
        align: "end",
        render: (row) => <Money amountMinor={row.unitAmountMinor} currency={row.currency} />,
      },
      {
        id: "active",
        header: "Status",
        width: 120,
        render: (row) => (
          <StatusBadge tone={row.active ? "success" : "neutral"}>{row.active ? "On offer" : "Retired"}</StatusBadge>
        ),
        filter: { kind: "boolean", yes: "On offer", no: "Retired" },
      },
    ],
    [families, onEdit],
  );
}

const products = (count: number) => (count === 1 ? "1 product" : `${count} products`);

function useProductBulk(): BulkAction<Product>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.product.invalidate();
  const retire = trpc.crm.product.retire.useMutation({ onSuccess });
  const restore = trpc.crm.product.restore.useMutation({ onSuccess });
  if (!may("crm.product.write")) return [];
  return [
    {
      id: "retire",
      label: "Retire",
      icon: IconArchive,
      onRun: async (ids) => {
        const done = await retire.mutateAsync({ ids });
        notifySuccess(`${products(done.ids.length)} retired`, { undo: () => restore.mutateAsync(done) });
      },
    },
    {
      id: "restore",
      label: "Offer again",
      icon: IconArchiveOff,
      onRun: async (ids) => {
        const done = await restore.mutateAsync({ ids });
        notifySuccess(`${products(done.ids.length)} on offer`, { undo: () => retire.mutateAsync(done) });
      },
    },
  ];
}
