"use client";

import { Code } from "@mantine/core";
import { operatorTenantFilter, operatorTenantSortFields, tenantStates } from "@steward/contracts/operator/tenant";
import { type Column, DataTable, DateText, PageHeader, RelativeTime, toPages, useListState } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { TenantStateBadge, tenantStateLabels } from "./tenant-state.tsx";

type Tenant = RouterOutputs["operator"]["tenant"]["list"]["items"][number];

const columns: readonly Column<Tenant>[] = [
  { id: "name", header: "Organisation", sortable: true, hideable: false, render: ({ name }) => name },
  { id: "slug", header: "Address", sortable: true, width: 180, render: ({ slug }) => <Code>{slug}</Code> },
  {
    id: "state",
    header: "State",
    width: 150,
    filter: { kind: "select", options: tenantStates.map((value) => ({ value, label: tenantStateLabels[value] })) },
    render: (tenant) => <TenantStateBadge {...tenant} />,
  },
  { id: "memberCount", header: "Members", width: 110, align: "end", render: ({ memberCount }) => memberCount },
  {
    id: "lastActivityAt",
    header: "Last change",
    width: 150,
    render: ({ lastActivityAt }) => <RelativeTime value={lastActivityAt} />,
  },
  {
    id: "createdAt",
    header: "Since",
    sortable: true,
    width: 140,
    render: ({ createdAt }) => <DateText value={createdAt} />,
  },
];

/** Every organisation of this installation, never what it keeps. */
export function TenantsPage() {
  const query = useListState({
    address: "operator.tenant",
    sortable: operatorTenantSortFields,
    filterSchema: operatorTenantFilter,
  });
  const tenants = trpc.operator.tenant.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
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
        pages={toPages(tenants)}
        rowHref={({ id }) => `/operator/tenants/${id}`}
        rowLabel={({ name }) => name}
        searchPlaceholder="Name or address"
        empty={{ title: "No organisation yet", description: "The first one appears when somebody makes it." }}
      />
    </>
  );
}
