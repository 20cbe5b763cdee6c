"use client";

import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useMay } from "@steward/client";
import {
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  notifyError,
  notifySuccess,
  PageHeader,
  SectionCard,
} from "@steward/ui";
import { IconCalendarTime, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../trpc/client.tsx";
import { type BusinessCalendar, CalendarDrawer } from "./calendar-drawer.tsx";
import { HolidaysSection } from "./holidays-section.tsx";
import { hoursText } from "./week-hours.ts";

/** When the organisation works: its calendars, their hours and their holidays. */
export function CalendarsPage() {
  const may = useMay();
  const mayWrite = may("org.businessCalendar.write");
  const list = trpc.org.businessCalendar.list.useQuery({ limit: 100 });
  const calendars = list.data?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const [editing, setEditing] = useState<BusinessCalendar | "new">();
  const shown =
    calendars.find(({ id }) => id === chosen) ?? calendars.find(({ isDefault }) => isDefault) ?? calendars[0];
  const add = mayWrite ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing("new")}>
      New calendar
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Calendars"
        description="Working hours and holidays, by which work is planned"
        primaryAction={add}
      />
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      {list.isLoading ? <LoadingState /> : null}
      {list.data && calendars.length === 0 ? (
        <EmptyState
          icon={IconCalendarTime}
          title="No calendar yet"
          description="Until there is one, work is planned from nine to five, Monday to Friday, without holidays."
          action={add}
        />
      ) : null}
      <Stack gap="lg">
        {calendars.length > 1 ? (
          <SegmentedControl
            aria-label="Calendar"
            data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
            value={shown?.id ?? ""}
            onChange={setChosen}
            style={{ alignSelf: "flex-start" }}
          />
        ) : null}
        {shown ? <CalendarDetails key={shown.id} id={shown.id} mayWrite={mayWrite} onEdit={setEditing} /> : null}
      </Stack>
      {editing ? (
        <CalendarDrawer
          {...(editing !== "new" && { calendar: editing })}
          onClose={() => setEditing(undefined)}
          onSaved={setChosen}
        />
      ) : null}
    </>
  );
}

interface CalendarDetailsProps {
  id: string;
  mayWrite: boolean;
  onEdit: (calendar: BusinessCalendar) => void;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

function CalendarDetails({ id, mayWrite, onEdit }: CalendarDetailsProps) {
  const { data: calendar, error, refetch } = trpc.org.businessCalendar.byId.useQuery({ id });
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!calendar) return <LoadingState />;
  return (
    <>
      <SectionCard
        title={calendar.name}
        action={mayWrite ? <CalendarActions calendar={calendar} onEdit={() => onEdit(calendar)} /> : null}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {calendar.isDefault ? "Counts wherever no other calendar is named. " : ""}
            {calendar.timeZone ?? "The organisation’s time zone"}.
          </Text>
          <DefinitionList
            items={weekdays.map((label, place) => ({
              label,
              value: hoursText(calendar.week[place] ?? []) || "Not worked",
            }))}
          />
        </Stack>
      </SectionCard>
      <HolidaysSection calendar={calendar} mayWrite={mayWrite} />
    </>
  );
}

function CalendarActions({ calendar, onEdit }: { calendar: BusinessCalendar; onEdit: () => void }) {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.org.businessCalendar.invalidate(), onError: notifyError };
  const setDefault = trpc.org.businessCalendar.setDefault.useMutation(options);
  const remove = trpc.org.businessCalendar.remove.useMutation(options);
  const restore = trpc.org.businessCalendar.restore.useMutation(options);
  const { id, name, isDefault } = calendar;
  const discard = async () => {
    await remove.mutateAsync({ id });
    notifySuccess(`${name} removed`, { undo: () => restore.mutateAsync({ id }) });
  };
  return (
    <Group gap="xs">
      {isDefault ? null : (
        <>
          <Button size="xs" variant="subtle" onClick={() => setDefault.mutate({ id })}>
            Make default
          </Button>
          <Button size="xs" variant="subtle" color="red" onClick={() => void discard().catch(() => {})}>
            Remove
          </Button>
        </>
      )}
      <Button size="xs" variant="default" onClick={onEdit}>
        Edit
      </Button>
    </Group>
  );
}
