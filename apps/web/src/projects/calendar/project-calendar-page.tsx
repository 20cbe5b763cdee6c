"use client";

import { Alert } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { CalendarTask } from "@steward/contracts/projects/task-views";
import { DateText, ErrorState, notifyError, notifySuccess, useLocale } from "@steward/ui";
import { type AllDayEvent, Calendar, type CalendarView, calendarRange } from "@steward/ui/calendar";
import { useMemo, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { kindTones } from "../task/kinds.ts";
import { NewTaskButton } from "../task/new-task-button.tsx";
import { NewTaskDialog } from "../task/new-task-dialog.tsx";
import { TaskPanel } from "../task/task-panel.tsx";
import { useTaskPanel } from "../task/use-task-panel.ts";
import { useCalendarPlace } from "./use-calendar-place.ts";

/** The tasks of a project on the days they are worked on and due. */
export function ProjectCalendarPage({ id }: { id: string }) {
  return (
    <ProjectFrame id={id} action={(project) => <NewTaskButton project={project} />}>
      {(project) => <ProjectCalendar project={project} />}
    </ProjectFrame>
  );
}

interface TaskEvent extends AllDayEvent {
  task: CalendarTask;
}

function eventOf(task: CalendarTask): TaskEvent[] {
  const start = task.startOn ?? task.dueOn;
  const end = task.dueOn ?? task.startOn;
  if (start === null || end === null) return [];
  const { id, key, title, status } = task;
  const done = task.closedAt !== null;
  return [{ id, title: `${key} ${title}`, allDay: true, start, end, tone: kindTones[status.kind], done, task }];
}

function ProjectCalendar({ project }: { project: ProjectDetail }) {
  const { timeZone } = useLocale();
  const today = dayIn(timeZone, new Date());
  const { view, day, setView, setDay } = useCalendarPlace(today);
  const range = calendarRange(view, day);
  const query = trpc.projects.task.calendar.useQuery(
    { ...range, filter: { projectId: project.id } },
    { placeholderData: (previous) => previous },
  );
  const events = useMemo(() => query.data?.items.flatMap(eventOf) ?? [], [query.data]);
  const panel = useTaskPanel();
  const move = useMove(events);
  const [addingOn, setAddingOn] = useState<string>();
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return (
    <>
      {query.data?.cutFrom ? (
        <Alert color="orange" mb="sm">
          There is more in these days than can be shown: from <DateText value={query.data.cutFrom} /> on some tasks are
          missing. Choose the week.
        </Alert>
      ) : null}
      <Calendar
        label={`Tasks of ${project.name}`}
        view={view}
        onViewChange={(next: CalendarView) => setView(next)}
        day={day}
        onDayChange={setDay}
        today={today}
        events={events}
        loading={query.isPending}
        eventHref={({ task }) => panel.hrefOf(task)}
        {...(project.rights.work ? { onMove: move, onAdd: setAddingOn } : {})}
      />
      {addingOn ? <NewTaskDialog project={project} dueOn={addingOn} onClose={() => setAddingOn(undefined)} /> : null}
      <TaskPanel project={project} panel={panel} />
    </>
  );
}

/** Puts a task on other days; a day that nobody has given stays without one. */
function useMove(events: readonly TaskEvent[]) {
  const utils = trpc.useUtils();
  const update = trpc.projects.task.update.useMutation();
  const send = async (id: string, days: { startOn: string | null; dueOn: string | null }) => {
    await update.mutateAsync({ id, ...days });
    await utils.projects.invalidate();
  };
  return async (id: string, { start, end }: { start: string; end: string }) => {
    const task = events.find((event) => event.id === id)?.task;
    if (!task) return;
    const { startOn, dueOn } = task;
    await send(id, { startOn: startOn === null ? null : start, dueOn: dueOn === null ? null : end });
    notifySuccess(`${task.key} moved`, { undo: () => send(id, { startOn, dueOn }).catch(notifyError) });
  };
}
