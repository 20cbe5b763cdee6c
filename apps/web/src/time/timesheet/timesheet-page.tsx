"use client";

import { Group, Stack, Text } from "@mantine/core";
import { PageCrumb } from "@steward/client";
import { clockText } from "@steward/contracts/time/timesheet";
import { DateText, ErrorState, LoadingState, PageHeader, SectionCard, StatusBadge } from "@steward/ui";
import { ApprovalHistory } from "../../approvals/approval-history.tsx";
import { trpc } from "../../trpc/client.tsx";
import { EntryList } from "../entry/entry-list.tsx";
import { DecisionNote } from "../part/decision-note.tsx";
import { sheetWords } from "../time-words.ts";
import { WeekGrid } from "../week/week-grid.tsx";
import { TimesheetActions } from "./timesheet-actions.tsx";
import { TimesheetPdfButton } from "./timesheet-pdf-button.tsx";

/** One person’s week, with its days, its entries and what was decided about it. */
export function TimesheetPage({ id }: { id: string }) {
  const { data: sheet, error, refetch } = trpc.time.timesheet.byId.useQuery({ id });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!sheet) return <LoadingState />;
  const { label, tone } = sheetWords[sheet.status];
  return (
    <>
      <PageCrumb label={sheet.member.name} />
      <PageHeader
        title={sheet.member.name}
        description={
          <>
            Week of <DateText value={sheet.weekOn} />
          </>
        }
        primaryAction={<TimesheetActions sheet={sheet} />}
        secondaryActions={<TimesheetPdfButton id={id} />}
      />
      <Stack gap="lg">
        <Group gap="md">
          <StatusBadge tone={tone}>{label}</StatusBadge>
          <Text size="sm">
            {clockText(sheet.minutes)} hours, {clockText(sheet.billableMinutes)} billable
          </Text>
          {sheet.decidedBy ? (
            <Text size="sm" c="dimmed" component="div">
              Decided by {sheet.decidedBy.name}, <DateText value={sheet.decidedAt} withTime />
            </Text>
          ) : null}
        </Group>
        <DecisionNote sheet={sheet} />
        <SectionCard title="Hours">
          <WeekGrid week={sheet} />
        </SectionCard>
        <SectionCard title="Entries" count={sheet.entryCount}>
          <EntryList entries={sheet.entries} count={sheet.entryCount} />
        </SectionCard>
        <SectionCard title="History">
          {sheet.history.length === 0 ? (
            <Text size="sm" c="dimmed">
              This week has not been submitted yet.
            </Text>
          ) : (
            <ApprovalHistory items={sheet.history} />
          )}
        </SectionCard>
      </Stack>
    </>
  );
}
