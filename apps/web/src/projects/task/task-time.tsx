"use client";

import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { notifyError, notifySuccess, SectionCard, useLocale } from "@steward/ui";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { LoggedTime } from "../part/logged-time.tsx";
import { minutesText, parseMinutes } from "../part/minutes.ts";

/** The time that was spent on a task, and the ways to add to it. */
export function TaskTime({ task }: { task: TaskDetail }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const start = trpc.time.timer.start.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.time.invalidate();
      notifySuccess(`The timer runs for ${task.key}`);
    },
  });
  return (
    <SectionCard
      title="Time"
      action={
        may("time.entry.write") ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate({ taskId: task.id, switch: true })}
          >
            Start timer
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        <LoggedTime taskId={task.id} planned={task.estimateMinutes} label={`Time spent on ${task.key}`} />
        {may("time.entry.write") ? <LogTime task={task} /> : null}
      </Stack>
    </SectionCard>
  );
}

/** A line to log time of today with. */
function LogTime({ task }: { task: TaskDetail }) {
  const { timeZone } = useLocale();
  const [text, setText] = useState("");
  const utils = trpc.useUtils();
  const refresh = () => utils.time.invalidate();
  const create = trpc.time.entry.create.useMutation({ onSuccess: refresh });
  const remove = trpc.time.entry.remove.useMutation({ onSuccess: refresh });
  const minutes = parseMinutes(text);
  const log = async () => {
    if (!minutes) return;
    try {
      const { id } = await create.mutateAsync({ taskId: task.id, day: dayIn(timeZone, new Date()), minutes });
      setText("");
      notifySuccess(`${minutesText(minutes)} logged`, { undo: () => remove.mutateAsync({ ids: [id] }) });
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void log();
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label="Time spent today"
          placeholder="1h 30m today"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex={1}
          miw={0}
        />
        <Button type="submit" variant="default" disabled={!minutes} loading={create.isPending}>
          Log
        </Button>
      </Group>
      {text !== "" && minutes === undefined ? (
        <Text size="xs" c="dimmed" mt={4}>
          Write it as 1h 30m, 1:30 or 1.5
        </Text>
      ) : null}
    </form>
  );
}
