"use client";

import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { addDays, dayIn, weekStart } from "@steward/contracts/kernel/day";
import { daySchema } from "@steward/contracts/kernel/record";
import { isOpenWeek } from "@steward/contracts/time/timesheet";
import { DateText, ErrorState, LoadingState, PageHeader, SectionCard, StatusBadge, useLocale } from "@steward/ui";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { EntryDrawer } from "../entry/entry-drawer.tsx";
import { EntryList } from "../entry/entry-list.tsx";
import type { PurposeChoice } from "../entry/purpose-fields.tsx";
import { type TimeEntry, useEntryActions } from "../entry/use-entry-actions.ts";
import { DecisionNote } from "../part/decision-note.tsx";
import { sheetWords } from "../time-words.ts";
import { TimesheetPdfButton } from "../timesheet/timesheet-pdf-button.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { WeekGrid } from "./week-grid.tsx";
import { AddLine, CopyLines } from "./week-lines.tsx";

type Week = RouterOutputs["time"]["timesheet"]["week"];

/** One’s own week: what was worked on which day, to be filled in and submitted. */
export function WeekPage() {
  const [weekOn, setWeekOn] = useWeekOn();
  const { data, error, refetch } = trpc.time.timesheet.week.useQuery({ weekOn });
  return (
    <>
      <PageHeader
        title="My week"
        description={
          <>
            <DateText value={weekOn} /> to <DateText value={addDays(weekOn, 6)} />
          </>
        }
        primaryAction={data ? <SubmitButton week={data} /> : null}
        secondaryActions={data?.sheet ? <TimesheetPdfButton id={data.sheet.id} /> : null}
      />
      <Stack gap="lg">
        <WeekSteps weekOn={weekOn} onChange={setWeekOn} status={data?.sheet?.status ?? "draft"} />
        {error ? <ErrorState error={error} onRetry={refetch} /> : null}
        {!data && !error ? <LoadingState /> : null}
        {data ? <WeekTime key={weekOn} week={data} /> : null}
      </Stack>
    </>
  );
}

/** The week that is shown stands in the address, as its first day: it stays on reload, can be linked to, and Back goes back. */
function useWeekOn(): [string, (weekOn: string) => void] {
  const { timeZone } = useLocale();
  const { data: given } = daySchema.safeParse(useSearchParams().get("week"));
  const thisWeek = weekStart(dayIn(timeZone, new Date()));
  // Next keeps useSearchParams in step with the History API; its router would ask the server to render again.
  const show = (weekOn: string) => window.history.pushState(null, "", weekOn === thisWeek ? "?" : `?week=${weekOn}`);
  return [given && given < thisWeek ? weekStart(given) : thisWeek, show];
}

interface WeekStepsProps {
  weekOn: string;
  onChange: (weekOn: string) => void;
  status: keyof typeof sheetWords;
}

function WeekSteps({ weekOn, onChange, status }: WeekStepsProps) {
  const { timeZone } = useLocale();
  const href = useHref();
  const thisWeek = weekStart(dayIn(timeZone, new Date()));
  const { label, tone } = sheetWords[status];
  return (
    <Group gap="xs">
      <ActionIcon variant="default" size="lg" aria-label="Week before" onClick={() => onChange(addDays(weekOn, -7))}>
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <Button variant="default" disabled={weekOn === thisWeek} onClick={() => onChange(thisWeek)}>
        This week
      </Button>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Week after"
        disabled={weekOn >= thisWeek}
        onClick={() => onChange(addDays(weekOn, 7))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      <StatusBadge tone={tone}>{label}</StatusBadge>
      <Button component={Link} href={href("/time/timesheets")} variant="subtle" ml="auto">
        All timesheets
      </Button>
    </Group>
  );
}

function WeekTime({ week }: { week: Week }) {
  const { timeZone } = useLocale();
  const actions = useEntryActions();
  const [added, setAdded] = useState<PurposeChoice[]>([]);
  const [editing, setEditing] = useState<TimeEntry>();
  const [logging, { open, close }] = useDisclosure(false);
  const isOpen = isOpenWeek(week.sheet?.status ?? "draft");
  const today = dayIn(timeZone, new Date());
  const day = week.weekOn <= today && today < addDays(week.weekOn, 7) ? today : week.weekOn;
  const log = (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={open}>
      Log time
    </Button>
  );
  return (
    <>
      {week.sheet ? <DecisionNote sheet={week.sheet} /> : null}
      <SectionCard title="Hours">
        <Stack gap="sm">
          <WeekGrid week={week} added={added} actions={isOpen ? actions : undefined} />
          {isOpen ? (
            <Group gap="xs">
              <AddLine onAdd={(choice) => setAdded([...added, choice])} />
              <CopyLines weekOn={week.weekOn} onCopy={(lines) => setAdded([...added, ...lines])} />
            </Group>
          ) : null}
        </Stack>
      </SectionCard>
      <SectionCard title="Entries" count={week.entryCount} action={isOpen ? log : null}>
        {week.entries.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing is logged in this week yet. Type hours into the table, log time, or start the timer.
          </Text>
        ) : (
          <EntryList
            entries={week.entries}
            count={week.entryCount}
            onResume={(entry) => void actions.resume(entry).catch(() => {})}
            {...(isOpen && {
              onEdit: setEditing,
              onDelete: (entry: TimeEntry) => void actions.discard(entry).catch(() => {}),
            })}
          />
        )}
      </SectionCard>
      {logging ? <EntryDrawer day={day} onClose={close} /> : null}
      {editing ? <EntryDrawer entry={editing} day={editing.day} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}
