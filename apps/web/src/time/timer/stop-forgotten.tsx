"use client";

import { stopTimerInput } from "@steward/contracts/time/entry";
import { DateTimeField, Form, useZodForm } from "@steward/ui";
import { useEffect, useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import type { TimeEntry } from "../entry/use-entry-actions.ts";

const longMs = 10 * 3_600_000;

/** For a timer that ran through the night: one says when one stopped. Nothing while it runs for less than a long day. */
export function StopForgotten({ running: { startedAt }, onDone }: { running: TimeEntry; onDone: () => void }) {
  const utils = trpc.useUtils();
  const stop = trpc.time.timer.stop.useMutation({ onSuccess: () => utils.time.invalidate() });
  const form = useZodForm({
    schema: stopTimerInput,
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      await stop.mutateAsync(values);
      onDone();
    },
  });
  const [isLong, setIsLong] = useState(false);
  useEffect(() => setIsLong(startedAt !== null && Date.now() - startedAt.getTime() > longMs), [startedAt]);
  if (!isLong) return null;
  return (
    <Form form={form} submitLabel="Stop then">
      <DateTimeField field={form.field("endedAt")} label="Forgot to stop? It ended" />
    </Form>
  );
}
