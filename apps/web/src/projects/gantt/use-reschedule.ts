"use client";

import { maxUndoneTasks, type SchedulePreview } from "@steward/contracts/projects/schedule";
import { notifyError, notifySuccess } from "@steward/ui";
import type { GanttSpan } from "@steward/ui/gantt";
import { useMemo, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";
import { spanOf } from "./gantt-rows.ts";

interface Wanted {
  taskId: string;
  startOn: string;
  dueOn: string;
  pull: boolean;
}

/** What somebody is asked before more than the bar that they dragged is moved. */
export interface Asked {
  wanted: Wanted;
  preview: SchedulePreview;
  /** Ends the drag: the bar is where the plan says. */
  settle: () => void;
}

/**
 * Moving a bar: what concerns the task alone is done at once; what would move others, or the bar to elsewhere than it was
 * put, is shown and asked first. Either can be undone.
 */
export function useReschedule() {
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isLooking, setIsLooking] = useState(false);
  const move = trpc.projects.schedule.move.useMutation();
  const undo = trpc.projects.schedule.undo.useMutation();

  const preview = (wanted: Wanted) => utils.client.projects.schedule.preview.query(wanted);
  const apply = async (wanted: Wanted, { fingerprint, changes }: SchedulePreview) => {
    await move.mutateAsync({ ...wanted, fingerprint });
    await utils.projects.invalidate();
    tell(changes, async () => {
      await undo.mutateAsync({ changes: changes.map(({ task, from, to }) => ({ taskId: task.id, from, to })) });
      await utils.projects.invalidate();
    });
  };
  const onReschedule = async (taskId: string, { start, end }: GanttSpan) => {
    const wanted = { taskId, startOn: start, dueOn: end, pull: false };
    const found = await preview(wanted);
    if (found.changes.length === 0) return;
    if (isAsWanted(wanted, found)) return apply(wanted, found);
    await new Promise<void>((settle) => setAsked({ wanted, preview: found, settle }));
  };
  const close = () => {
    asked?.settle();
    setAsked(null);
  };
  return {
    onReschedule,
    asked,
    close,
    isBusy: move.isPending || isLooking,
    /** Others that wait for it come forward too, or do not. */
    setPull: async (pull: boolean) => {
      if (!asked) return;
      const wanted = { ...asked.wanted, pull };
      setAsked({ ...asked, wanted });
      setIsLooking(true);
      try {
        setAsked({ ...asked, wanted, preview: await preview(wanted) });
      } catch (error) {
        setAsked(asked);
        notifyError(error);
      } finally {
        setIsLooking(false);
      }
    },
    agree: async () => {
      if (asked) await apply(asked.wanted, asked.preview).catch(notifyError);
      close();
    },
    ghosts: useGhosts(asked?.preview),
  };
}

/** Whether the bar goes where it was put, and nothing else moves or stays behind. */
function isAsWanted({ startOn, dueOn }: Wanted, { changes, broken }: SchedulePreview): boolean {
  const [only, ...others] = changes;
  const span = only && spanOf(only.to);
  return others.length === 0 && broken.length === 0 && span?.start === startOn && span.end === dueOn;
}

function useGhosts(preview: SchedulePreview | undefined): ReadonlyMap<string, GanttSpan> {
  return useMemo(
    () =>
      new Map(
        preview?.changes.flatMap(({ task, to }) => {
          const span = spanOf(to);
          return span ? [[task.id, span]] : [];
        }),
      ),
    [preview],
  );
}

function tell(changes: SchedulePreview["changes"], takeBack: () => Promise<void>): void {
  const [first, ...others] = changes;
  const what = first && others.length === 0 ? first.task.key : tasksInWords(changes.length);
  notifySuccess(`${what} moved`, changes.length <= maxUndoneTasks ? { undo: takeBack } : {});
}
