"use client";

import { Code, Table, Text } from "@mantine/core";
import { EmptyState, ErrorState, LoadingState, PageHeader, RelativeTime, SectionCard, StatusBadge } from "@steward/ui";
import Link from "next/link";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { jobTabs } from "./jobs-page.tsx";

type Schedule = RouterOutputs["operator"]["job"]["schedules"][number];

const askAgainMs = 10_000;

/** What is done by the clock: when it was asked for, when it will be, and how that went. */
export function SchedulesPage() {
  const schedules = trpc.operator.job.schedules.useQuery(undefined, { refetchInterval: askAgainMs });
  return (
    <>
      <PageHeader title="Jobs" description="Work in the background that comes back by the clock." tabs={jobTabs} />
      {schedules.isPending ? <LoadingState lines={4} label="Asking what is planned" /> : null}
      {schedules.isError ? <ErrorState error={schedules.error} onRetry={schedules.refetch} /> : null}
      {schedules.data ? (
        <SectionCard title="Recurring jobs" count={schedules.data.length}>
          <Schedules schedules={schedules.data} />
        </SectionCard>
      ) : null}
    </>
  );
}

function Schedules({ schedules }: { schedules: readonly Schedule[] }) {
  if (schedules.length === 0) return <EmptyState compact title="Nothing comes back by the clock" />;
  return (
    <Table.ScrollContainer
      minWidth={640}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 }, "aria-label": "Recurring jobs" }}
    >
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Job</Table.Th>
            <Table.Th>When</Table.Th>
            <Table.Th>Last</Table.Th>
            <Table.Th>Next</Table.Th>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {schedules.map((schedule) => (
            <Table.Tr key={schedule.name}>
              <Table.Td>
                <Code>{schedule.name}</Code>
                <Text size="sm" c="dimmed" mt={2}>
                  {schedule.description}
                </Text>
              </Table.Td>
              <Table.Td>
                <Code>{schedule.cron}</Code>
                <Text size="sm" c="dimmed" mt={2}>
                  {whose(schedule)}
                </Text>
              </Table.Td>
              <Table.Td>{schedule.lastAt ? <RelativeTime value={schedule.lastAt} /> : "Not yet"}</Table.Td>
              <Table.Td>{schedule.nextAt ? <RelativeTime value={schedule.nextAt} /> : "Not planned"}</Table.Td>
              <Table.Td>
                <State schedule={schedule} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function whose({ organisations, timeZone }: Schedule): string {
  const clock = timeZone ?? "own time";
  if (organisations === null) return clock;
  return `${organisations} ${organisations === 1 ? "organisation" : "organisations"}, ${clock}`;
}

function State({ schedule: { name, failed, active, waiting } }: { schedule: Schedule }) {
  if (failed > 0) {
    return (
      <Link href={`/operator/jobs?f.name=${encodeURIComponent(name)}`}>
        <StatusBadge tone="danger">{`${failed} failed`}</StatusBadge>
      </Link>
    );
  }
  if (active > 0) return <StatusBadge tone="info">{`${active} being done`}</StatusBadge>;
  if (waiting > 0) return <StatusBadge tone="neutral">{`${waiting} waiting`}</StatusBadge>;
  return <StatusBadge tone="success">Up to date</StatusBadge>;
}
