"use client";

import { Code } from "@mantine/core";
import { type Column, DataTable, DateText, PageHeader, StatusBadge, useListState } from "@steward/ui";
import { useMemo } from "react";
import { z } from "zod";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Tenant = RouterOutputs["operator"]["tenant"]["list"][number];

const sortable = ["name", "slug", "memberCount", "createdAt"] as const;
const filterSchema = z.object({});

const columns: readonly Column<Tenant>[] = [
  { id: "name", header: "Organisation", sortable: true, hideable: false, render: ({ name }) => name },
  { id: "slug", header: "Address", sortable: true, width: 200, render: ({ slug }) => <Code>{slug}</Code> },
  {
    id: "memberCount",
    header: "Members",
    sortable: true,
    width: 120,
    align: "end",
    render: (tenant) => tenant.memberCount,
  },
  {
    id: "createdAt",
    header: "Since",
    sortable: true,
    width: 150,
    render: ({ createdAt }) => <DateText value={createdAt} />,
  },
  {
    id: "state",
    header: "State",
    width: 130,
    render: ({ suspendedAt }) => (
      <StatusBadge tone={suspendedAt ? "danger" : "success"}>{suspendedAt ? "Suspended" : "Active"}</StatusBadge>
    ),
  },
];

/** Every organisation of this installation, never what it keeps. */
export function TenantsPage() {
  const query = useListState({ address: "operator.tenant", sortable, filterSchema });
  const tenants = trpc.operator.tenant.list.useQuery();
  const { field, direction } = query.input.sort;
  const items = useMemo(
    () => arrange(tenants.data ?? [], query.search, field, direction),
    [tenants.data, query.search, field, direction],
  );
  return (
    <>
      <PageHeader
        title="Organisations"
        description="Who uses this installation. Their records are not visible from here."
      />
      <DataTable
        label="Organisations"
        columns={columns}
        query={query}
        pages={{
          items,
          hasNextPage: false,
          fetchNextPage: () => {},
          isFetching: tenants.isFetching,
          isLoading: tenants.isPending,
          error: tenants.error ?? undefined,
          refetch: tenants.refetch,
        }}
        searchPlaceholder="Name or address"
        empty={{ title: "No organisation yet" }}
      />
    </>
  );
}

/** The procedure answers all organisations at once, so searching and sorting happen here. */
function arrange(tenants: readonly Tenant[], search: string, field: (typeof sortable)[number], direction: string) {
  const wanted = search.toLowerCase();
  const sign = direction === "desc" ? -1 : 1;
  return tenants
    .filter(({ name, slug }) => name.toLowerCase().includes(wanted) || slug.includes(wanted))
    .sort((one, other) => sign * (one[field] < other[field] ? -1 : one[field] > other[field] ? 1 : 0));
}
