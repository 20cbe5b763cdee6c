"use client";

import { Alert, Button, Checkbox, Group, Modal, ScrollArea, Stack, Table, Text } from "@mantine/core";
import type { ScheduleChange, TaskDays } from "@steward/contracts/projects/schedule";
import { DateText } from "@steward/ui";
import { tasksInWords } from "../task/task-words.tsx";
import { spanOf } from "./gantt-rows.ts";
import type { Asked } from "./use-reschedule.ts";

/** Rows that somebody reads; of more, the number is told. */
const mostRows = 200;

interface RescheduleDialogProps {
  asked: Asked;
  isBusy: boolean;
  onPull: (pull: boolean) => void;
  onAgree: () => void;
  onClose: () => void;
}

/** What moving a task would change, before it does. */
export function RescheduleDialog({ asked, isBusy, onPull, onAgree, onClose }: RescheduleDialogProps) {
  const { changes, broken } = asked.preview;
  const [moved] = changes;
  const wantedElsewhere = moved && spanOf(moved.to)?.start !== asked.wanted.startOn;
  return (
    <Modal opened onClose={onClose} title={`Move ${tasksInWords(changes.length)}?`} size="lg">
      <Stack gap="sm">
        {wantedElsewhere && moved.task.id === asked.wanted.taskId ? (
          <Text size="sm">
            {moved.task.key} begins on <DateText value={spanOf(moved.to)?.start ?? null} />: before that it waits for
            other tasks, or nobody works.
          </Text>
        ) : null}
        {broken.length > 0 ? (
          <Alert color="orange" title="What has begun stays where it is">
            {broken.map(({ predecessor, successor }) => (
              <div key={`${predecessor.key} ${successor.key}`}>
                {successor.key} {successor.title} would no longer wait for {predecessor.key}.
              </div>
            ))}
          </Alert>
        ) : null}
        <ScrollArea.Autosize mah="50dvh">
          <Table aria-label="What changes" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Task</Table.Th>
                <Table.Th>Now</Table.Th>
                <Table.Th>Then</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.slice(0, mostRows).map((change) => (
                <ChangeRow key={change.task.id} change={change} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
        {changes.length > mostRows ? <Text size="sm">And {tasksInWords(changes.length - mostRows)} more.</Text> : null}
        <Checkbox
          label="Bring forward what waits for it, too"
          checked={asked.wanted.pull}
          // Disabled, it would lose the keyboard's focus each time.
          onChange={(event) => {
            if (!isBusy) onPull(event.currentTarget.checked);
          }}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            Leave as it is
          </Button>
          <Button onClick={onAgree} loading={isBusy} disabled={changes.length === 0} data-autofocus>
            Move
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ChangeRow({ change: { task, from, to } }: { change: ScheduleChange }) {
  return (
    <Table.Tr>
      <Table.Td>
        {task.key} {task.title}
      </Table.Td>
      <Table.Td>
        <Days days={from} />
      </Table.Td>
      <Table.Td>
        <Days days={to} />
      </Table.Td>
    </Table.Tr>
  );
}

function Days({ days }: { days: TaskDays }) {
  const span = spanOf(days);
  if (!span || span.start === span.end) return <DateText value={span?.start ?? null} />;
  return (
    <>
      <DateText value={span.start} /> – <DateText value={span.end} />
    </>
  );
}
