"use client";

import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { clockText } from "@steward/contracts/time/timesheet";
import { confirmAction, notifyError } from "@steward/ui";
import { IconClockPlay, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { noPurpose, PurposeFields } from "../entry/purpose-fields.tsx";
import type { TimeEntry } from "../entry/use-entry-actions.ts";
import { purposeText } from "../time-words.ts";
import { StopForgotten } from "./stop-forgotten.tsx";

/** In the head of every page: the timer that runs, or one to start. */
export function TimerButton() {
  const may = useMay();
  const mayLog = may("time.entry.write");
  const { data: running } = trpc.time.timer.current.useQuery({}, { enabled: mayLog });
  const [opened, { toggle, close }] = useDisclosure(false);
  if (!mayLog) return null;
  return (
    <Popover
      opened={opened}
      onDismiss={close}
      position="bottom-end"
      width="min(22rem, calc(100vw - 1rem))"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        {running ? (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconClockPlay size={16} aria-hidden />}
            onClick={toggle}
            aria-label={`Timer running: ${purposeText(running)}`}
          >
            <Elapsed since={running.startedAt} />
          </Button>
        ) : (
          <ActionIcon size="lg" onClick={toggle} aria-label="Start the timer">
            <IconClockPlay size={19} aria-hidden />
          </ActionIcon>
        )}
      </Popover.Target>
      <Popover.Dropdown aria-label="Timer">
        {opened ? <TimerPanel running={running ?? null} onDone={close} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Hours and minutes since an instant; nothing on the server, whose clock is another one. */
function Elapsed({ since }: { since: Date | null }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 15_000);
    return () => clearInterval(timer);
  }, []);
  if (now === null || since === null) return null;
  return <>{clockText(Math.max(0, Math.floor((now - since.getTime()) / 60_000)))}</>;
}

function TimerPanel({ running, onDone }: { running: TimeEntry | null; onDone: () => void }) {
  const utils = trpc.useUtils();
  const options = {
    onSuccess: async () => {
      await utils.time.invalidate();
      onDone();
    },
    onError: notifyError,
  };
  const start = trpc.time.timer.start.useMutation(options);
  const stop = trpc.time.timer.stop.useMutation(options);
  const discard = trpc.time.timer.discard.useMutation({ onSuccess: () => utils.time.invalidate() });
  const [purpose, setPurpose] = useState(noPurpose);
  const [note, setNote] = useState("");
  const { projectId, taskId } = purpose;
  const begin = () => start.mutate({ projectId, taskId, note, switch: running !== null });
  const askToDiscard = () => {
    onDone();
    void confirmAction({
      title: "Discard this time?",
      message: "The timer stops, and the time that it has taken is not logged.",
      confirmLabel: "Discard",
      destructive: true,
      onConfirm: () => discard.mutateAsync({}),
    });
  };
  return (
    <Stack gap="sm">
      {running ? (
        <>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            <b>{purposeText(running)}</b>
            {running.note ? `: ${running.note}` : ""}
          </Text>
          <Group gap="xs">
            <Button
              leftSection={<IconPlayerStopFilled size={15} aria-hidden />}
              loading={stop.isPending}
              onClick={() => stop.mutate({})}
            >
              Stop
            </Button>
            <Button variant="subtle" color="red" onClick={askToDiscard}>
              Discard
            </Button>
          </Group>
          <StopForgotten running={running} onDone={onDone} />
        </>
      ) : null}
      <PurposeFields value={purpose} onChange={setPurpose} />
      <TextInput
        label="Note"
        value={note}
        maxLength={2000}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") begin();
        }}
      />
      <Button variant={running ? "default" : "filled"} loading={start.isPending} onClick={begin}>
        {running ? "Switch to this" : "Start"}
      </Button>
    </Stack>
  );
}
