"use client";

import { Alert, Group, Text } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { ProjectPlan } from "@steward/contracts/projects/schedule";
import { isWorkingDay } from "@steward/planning/calendar";
import { firstDay, lastDay } from "@steward/planning/day-number";
import { DateText, EmptyState, ErrorState, LoadingState, useLocale } from "@steward/ui";
import { Gantt, type GanttLinkType, type GanttTask, type GanttZoom } from "@steward/ui/gantt";
import { useCallback, useMemo, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { PersonStack } from "../part/person-stack.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { NewTaskButton } from "../task/new-task-button.tsx";
import { TaskPanel } from "../task/task-panel.tsx";
import { useTaskPanel } from "../task/use-task-panel.ts";
import { ganttOf } from "./gantt-rows.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { RescheduleDialog } from "./reschedule-dialog.tsx";
import { useReschedule } from "./use-reschedule.ts";

/** The plan of a project over time: who waits for whom, what decides its end, and what moves when something does. */
export function GanttPage({ id }: { id: string }) {
  return (
    <ProjectFrame id={id} action={(project) => <NewTaskButton project={project} />}>
      {(project) => <PlanLoader project={project} />}
    </ProjectFrame>
  );
}

function PlanLoader({ project }: { project: ProjectDetail }) {
  const query = trpc.projects.schedule.current.useQuery({ projectId: project.id });
  const panel = useTaskPanel();
  if (query.isPending) return <LoadingState lines={12} label="Loading the plan" />;
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const plan = query.data;
  const isEmpty = plan.tasks.length === 0 && plan.milestones.length === 0;
  return (
    <>
      {isEmpty ? (
        <EmptyState
          title="No task has a day yet"
          description="Tasks with a first or a last day stand here, in order."
        />
      ) : (
        <PlanChart project={project} plan={plan} panel={panel} />
      )}
      <TaskPanel project={project} panel={panel} />
    </>
  );
}

interface PlanChartProps {
  project: ProjectDetail;
  plan: ProjectPlan;
  panel: ReturnType<typeof useTaskPanel>;
}

function PlanChart({ project, plan, panel }: PlanChartProps) {
  const { timeZone } = useLocale();
  const [zoom, setZoom] = useState<GanttZoom>("week");
  const { tasks, links } = useMemo(() => ganttOf(plan), [plan]);
  const taskOf = useMemo(() => new Map(plan.tasks.map((task) => [task.id, task])), [plan]);
  const { calendar } = plan;
  const isWorked = useCallback(
    // A year that was mistyped is drawn, and corrected there.
    (day: string) => day < firstDay || day > lastDay || isWorkingDay(calendar, day),
    [calendar],
  );
  const people = useCallback(
    ({ id }: GanttTask) => {
      const assignees = taskOf.get(id)?.assignees ?? [];
      return assignees.length > 0 ? <PersonStack people={assignees} most={2} /> : null;
    },
    [taskOf],
  );
  const reschedule = useReschedule();
  const link = useLink();
  const linking = taskOf.get(link.from ?? "");
  return (
    <>
      {plan.isCut ? (
        <Alert color="orange" mb="sm">
          There are more tasks with days than one plan shows. These are the ones that begin first.
        </Alert>
      ) : null}
      <Gantt
        label={`Plan of ${project.name}`}
        tasks={tasks}
        links={links}
        zoom={zoom}
        onZoomChange={setZoom}
        today={dayIn(timeZone, new Date())}
        isWorkingDay={isWorked}
        preview={reschedule.ghosts}
        renderMeta={people}
        onOpen={(id) => {
          const task = taskOf.get(id);
          if (task) panel.open(task);
        }}
        tools={<PlanEnd plan={plan} />}
        {...(plan.canWork ? { onReschedule: reschedule.onReschedule, onLink: link.tie, onLinkTo: link.ask } : {})}
      />
      {reschedule.asked ? (
        <RescheduleDialog
          asked={reschedule.asked}
          isBusy={reschedule.isBusy}
          onPull={reschedule.setPull}
          onAgree={reschedule.agree}
          onClose={reschedule.close}
        />
      ) : null}
      {linking ? <LinkDialog projectId={project.id} task={linking} onClose={() => link.ask(null)} /> : null}
    </>
  );
}

/** When the work ends if every task begins as early as it may. */
function PlanEnd({ plan: { finishOn } }: { plan: ProjectPlan }) {
  if (finishOn === null) return null;
  return (
    <Group gap={4} component="span">
      <Text size="sm" c="dimmed" span>
        Work ends on
      </Text>
      <Text size="sm" span>
        <DateText value={finishOn} />
      </Text>
    </Group>
  );
}

/** Tying tasks, by dragging from bar to bar or in a dialog. */
function useLink() {
  const utils = trpc.useUtils();
  const create = trpc.projects.dependency.create.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const [from, ask] = useState<string | null>(null);
  return {
    from,
    ask,
    tie: (predecessorId: string, successorId: string, type: GanttLinkType) =>
      create.mutateAsync({ predecessorId, successorId, type }),
  };
}
