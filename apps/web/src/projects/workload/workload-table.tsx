"use client";

import { Table, Text } from "@mantine/core";
import type { WorkloadDay, WorkloadPerson } from "@steward/contracts/projects/task-views";
import { PersonName, useLocale } from "@steward/ui";
import { useEffect, useId, useRef } from "react";
import { minutesText } from "../part/minutes.ts";
import { tasksInWords } from "../task/task-words.tsx";
import classes from "./workload.module.css";

interface WorkloadTableProps {
  people: readonly WorkloadPerson[];
  today: string;
  projectName: string;
}

/** People by days. Full cells are full days; what is more than somebody can do is said and marked. */
export function WorkloadTable({ people, today, projectName }: WorkloadTableProps) {
  const { locale } = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const days = people[0]?.days.map(({ day }) => day) ?? [];
  const aboutId = useId();
  const viewport = useRef<HTMLDivElement>(null);
  const [first] = days;
  // A phone shows four days: those from today on, where today is among them.
  useEffect(() => {
    const day = viewport.current?.querySelector<HTMLElement>("th[data-today]");
    const names = viewport.current?.querySelector<HTMLElement>("th");
    if (viewport.current && first) viewport.current.scrollLeft = day && names ? day.offsetLeft - names.offsetWidth : 0;
  }, [first]);
  return (
    <>
      <Table.ScrollContainer minWidth={920} scrollAreaProps={{ viewportRef: viewport, viewportProps: { tabIndex: 0 } }}>
        <Table
          aria-label={`Workload of ${projectName}`}
          aria-describedby={aboutId}
          horizontalSpacing={4}
          verticalSpacing={6}
          layout="fixed"
          withTableBorder
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={classes.person}>
                Person
              </Table.Th>
              {days.map((day) => {
                const instant = new Date(`${day}T00:00:00Z`);
                return (
                  <Table.Th
                    key={day}
                    scope="col"
                    ta="center"
                    data-today={day === today || undefined}
                    className={classes.day}
                  >
                    {weekday.format(instant)}
                    <br />
                    {date.format(instant)}
                  </Table.Th>
                );
              })}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map(({ memberId, name, days: own, unestimatedCount }) => (
              <Table.Tr key={memberId || "nobody"}>
                <Table.Th scope="row" className={classes.person} fw={500}>
                  {memberId ? <PersonName name={name} /> : "Nobody yet"}
                  {unestimatedCount > 0 ? (
                    <Text size="xs" c="dimmed" fw={400}>
                      {tasksInWords(unestimatedCount)} without an estimate
                    </Text>
                  ) : null}
                </Table.Th>
                {own.map((day) => (
                  <LoadCell key={day.day} load={day} hasPerson={memberId !== ""} isToday={day.day === today} />
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text id={aboutId} size="xs" c="dimmed" mt="xs">
        Estimates of open tasks, spread over working days. A full cell is a full working day.
      </Text>
    </>
  );
}

function LoadCell({ load, hasPerson, isToday }: { load: WorkloadDay; hasPerson: boolean; isToday: boolean }) {
  const { minutes, capacityMinutes, taskCount } = load;
  const isOver = hasPerson && minutes > capacityMinutes;
  const share = capacityMinutes > 0 ? Math.min(1, minutes / capacityMinutes) : Number(minutes > 0);
  return (
    <Table.Td
      className={classes.cell}
      data-off={capacityMinutes === 0 || undefined}
      data-over={isOver || undefined}
      data-today={isToday || undefined}
      title={`${minutesText(minutes)} of ${minutesText(capacityMinutes)}, ${tasksInWords(taskCount)}`}
    >
      <span className={classes.bar} style={{ height: `${share * 100}%` }} aria-hidden />
      <span className={classes.figure}>
        {minutes === 0 ? "" : shortHours(minutes)}
        {isOver ? <span className={classes.over}>over</span> : null}
      </span>
    </Table.Td>
  );
}

/** `450` as `7.5 h`: there is no room for more. */
const shortHours = (minutes: number) => `${Math.round(minutes / 6) / 10} h`;
