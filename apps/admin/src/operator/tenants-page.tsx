"use client";

import { Code, Paper, Table } from "@mantine/core";
import { DateText, EmptyState, ErrorState, LoadingState, PageHeader, StatusBadge } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Tenant = RouterOutputs["operator"]["tenant"]["list"][number];

/** Every organisation of this installation, never what it keeps. */
export function TenantsPage() {
  const tenants = trpc.operator.tenant.list.useQuery();
  return (
    <>
      <PageHeader
        title="Organisations"
        description="Who uses this installation. Their records are not visible from here."
      />
      {tenants.isPending ? <LoadingState lines={6} /> : null}
      {tenants.error ? <ErrorState error={tenants.error} onRetry={tenants.refetch} /> : null}
      {tenants.data?.length === 0 ? <EmptyState title="No organisation yet" /> : null}
      {tenants.data && tenants.data.length > 0 ? <TenantTable tenants={tenants.data} /> : null}
    </>
  );
}

function TenantTable({ tenants }: { tenants: readonly Tenant[] }) {
  return (
    <Paper withBorder style={{ overflow: "hidden" }}>
      <Table.ScrollContainer
        minWidth={560}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, "aria-label": "Organisations" } }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Organisation</Table.Th>
              <Table.Th>Address</Table.Th>
              <Table.Th ta="end">Members</Table.Th>
              <Table.Th>Since</Table.Th>
              <Table.Th>State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tenants.map(({ id, name, slug, memberCount, createdAt, suspendedAt }) => (
              <Table.Tr key={id}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>
                  <Code>{slug}</Code>
                </Table.Td>
                <Table.Td ta="end">{memberCount}</Table.Td>
                <Table.Td>
                  <DateText value={createdAt} />
                </Table.Td>
                <Table.Td>
                  <StatusBadge tone={suspendedAt ? "danger" : "success"}>
                    {suspendedAt ? "Suspended" : "Active"}
                  </StatusBadge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
