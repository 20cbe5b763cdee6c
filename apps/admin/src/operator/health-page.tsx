"use client";

import { Grid, Table, Text } from "@mantine/core";
import {
  DateText,
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  PageHeader,
  RelativeTime,
  SectionCard,
  StatTile,
  StatTiles,
  StatusBadge,
} from "@steward/ui";
import { formatBytes } from "@steward/ui/files";
import Link from "next/link";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Health = RouterOutputs["operator"]["health"]["current"];

const askAgainMs = 10_000;

/** How the installation is doing: its database, its processes, its queues, its mail. */
export function HealthPage() {
  const health = trpc.operator.health.current.useQuery(undefined, { refetchInterval: askAgainMs });
  return (
    <>
      <PageHeader title="Health" description="As the database knows it, asked again every ten seconds." />
      {health.isPending ? <LoadingState lines={10} label="Asking how things are" /> : null}
      {health.isError ? <ErrorState error={health.error} onRetry={health.refetch} /> : null}
      {health.data ? <Figures health={health.data} /> : null}
    </>
  );
}

function Figures({ health }: { health: Health }) {
  const { database, mail, queues, processes } = health;
  const failed = queues.reduce((sum, queue) => sum + queue.failed, 0);
  return (
    <>
      <StatTiles>
        <StatTile label="Organisations" value={health.tenants} />
        <StatTile label="Users" value={health.users} />
        <StatTile
          label="Connections"
          value={`${database.connections} of ${database.maxConnections}`}
          hint={`Database of ${formatBytes(database.sizeBytes)}`}
        />
        <StatTile
          label="Failed jobs"
          value={failed}
          hint={failed > 0 ? <Link href="/operator/jobs">See what went wrong</Link> : "Nothing was given up"}
        />
      </StatTiles>
      <Grid gap="md" mt="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="Database">
            <DefinitionList
              items={[
                { label: "PostgreSQL", value: database.version },
                { label: "Size", value: formatBytes(database.sizeBytes) },
                { label: "Running since", value: <DateText value={database.startedAt} withTime /> },
                { label: "Migrations", value: database.migrations },
              ]}
            />
          </SectionCard>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="Mail">
            <DefinitionList
              items={[
                {
                  label: "Waiting",
                  value: (
                    <>
                      {mail.queued}
                      {mail.oldestQueuedAt ? (
                        <>
                          , the oldest since <RelativeTime value={mail.oldestQueuedAt} />
                        </>
                      ) : null}
                    </>
                  ),
                },
                { label: "Sent", value: mail.sent },
                { label: "Kept", value: <Link href="/operator/outbox?status=kept">{mail.kept} in the outbox</Link> },
                {
                  label: "Failed",
                  value: mail.failed > 0 ? <Link href="/operator/outbox?status=failed">{mail.failed}</Link> : 0,
                },
              ]}
            />
          </SectionCard>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="Processes" count={processes.length}>
            <DefinitionList
              items={processes.map(({ name, connections }) => ({
                label: name,
                value: `${connections} ${connections === 1 ? "connection" : "connections"}`,
              }))}
            />
          </SectionCard>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <SectionCard title="Queues" count={queues.length}>
            <Queues queues={queues} />
          </SectionCard>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Queues({ queues }: Pick<Health, "queues">) {
  if (queues.length === 0) return <EmptyState compact title="No queue yet" />;
  return (
    <Table.ScrollContainer minWidth={300} scrollAreaProps={{ viewportProps: { tabIndex: 0 }, "aria-label": "Queues" }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Queue</Table.Th>
            <Table.Th ta="end">Waiting</Table.Th>
            <Table.Th ta="end">Active</Table.Th>
            <Table.Th ta="end">Failed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {queues.map(({ name, waiting, active, failed }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Text size="sm" ff="monospace">
                  {name}
                </Text>
              </Table.Td>
              <Table.Td ta="end">{waiting}</Table.Td>
              <Table.Td ta="end">{active}</Table.Td>
              <Table.Td ta="end">{failed > 0 ? <StatusBadge tone="danger">{failed}</StatusBadge> : 0}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
