"use client";

import { ActionIcon, Button, Group, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { addDays, dayIn, weekStart } from "@steward/contracts/kernel/day";
import { isOpenWeek } from "@steward/contracts/time/timesheet";
import { DateText, ErrorState, LoadingState, PageHeader, SectionCard, StatusBadge, useLocale } from "@steward/ui";
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { EntryDrawer } from "../entry/entry-drawer.tsx";
import { EntryList } from "../entry/entry-list.tsx";
import { noPurpose, type PurposeChoice, PurposeFields } from "../entry/purpose-fields.tsx";
import { type TimeEntry, useEntryActions } from "../entry/use-entry-actions.ts";
import { sheetWords } from "../time-words.ts";
import { SubmitButton } from "./submit-button.tsx";
import { WeekGrid } from "./week-grid.tsx";

type Week = RouterOutputs["time"]["timesheet"]["week"];

/** One’s own week: what was worked on which day, to be filled in and submitted. */
export function WeekPage() {
  const { timeZone } = useLocale();
  const [weekOn, setWeekOn] = useState(() => weekStart(dayIn(timeZone, new Date())));
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
      {week.sheet?.note ? (
        <Text size="sm" role="note">
          <b>{week.sheet.decidedBy?.name ?? "Note"}:</b> {week.sheet.note}
        </Text>
      ) : null}
      <SectionCard title="Hours">
        <Stack gap="sm">
          <WeekGrid week={week} added={added} actions={isOpen ? actions : undefined} />
          {isOpen ? <AddLine onAdd={(choice) => setAdded([...added, choice])} /> : null}
        </Stack>
      </SectionCard>
      <SectionCard title="Entries" count={week.entries.length} action={isOpen ? log : null}>
        {week.entries.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing is logged in this week yet. Type hours into the table, log time, or start the timer.
          </Text>
        ) : (
          <EntryList entries={week.entries} {...(isOpen && { onEdit: setEditing, onDelete: actions.discard })} />
        )}
      </SectionCard>
      {logging ? <EntryDrawer day={day} onClose={close} /> : null}
      {editing ? <EntryDrawer entry={editing} day={editing.day} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

function AddLine({ onAdd }: { onAdd: (choice: PurposeChoice) => void }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const [choice, setChoice] = useState(noPurpose);
  return (
    <Popover opened={opened} onDismiss={close} trapFocus returnFocus width={320} position="bottom-start">
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={toggle}
          style={{ alignSelf: "flex-start" }}
        >
          Add a line
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <PurposeFields value={choice} onChange={setChoice} />
          <Button
            onClick={() => {
              onAdd(choice);
              setChoice(noPurpose);
              close();
            }}
          >
            Add
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
