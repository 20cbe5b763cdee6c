"use client";

import { ActionIcon, Box, Checkbox, Group, Text, TextInput } from "@mantine/core";
import type { ChecklistItem } from "@steward/contracts/projects/checklist";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { notifyError, SectionCard } from "@steward/ui";
import { SortableList } from "@steward/ui/board";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";

function useChecklist() {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.projects.invalidate(), onError: notifyError };
  return {
    create: trpc.projects.checklist.create.useMutation(options),
    update: trpc.projects.checklist.update.useMutation(options),
    // Says itself what it refuses: the list falls back to the order it had.
    move: trpc.projects.checklist.move.useMutation({ onSuccess: options.onSuccess }),
    remove: trpc.projects.checklist.remove.useMutation(options),
  };
}

/** The lines of a task to tick off. */
export function TaskChecklist({ task }: { task: TaskDetail }) {
  const { move } = useChecklist();
  const { checklist, rights } = task;
  if (checklist.length === 0 && !rights.work) return null;
  const done = checklist.filter(({ doneAt }) => doneAt !== null).length;
  // One line has moved; it stands below the one before it now.
  const reorder = async (ids: string[]) => {
    const before = checklist.map(({ id }) => id);
    const moved = movedOf(before, ids);
    if (moved) await move.mutateAsync({ id: moved, afterId: ids[ids.indexOf(moved) - 1] ?? null });
  };
  return (
    <SectionCard
      title="Checklist"
      action={
        checklist.length > 0 ? (
          <Text size="sm" c="dimmed">
            {done} of {checklist.length} done
          </Text>
        ) : null
      }
    >
      {checklist.length > 0 ? (
        <SortableList
          label="Checklist"
          items={checklist}
          itemLabel={({ text }) => text}
          onReorder={rights.work ? reorder : undefined}
          renderItem={(item) => <ChecklistLine item={item} canWork={rights.work} />}
        />
      ) : null}
      {rights.work ? (
        <Box mt={checklist.length > 0 ? "xs" : 0}>
          <NewLine taskId={task.id} />
        </Box>
      ) : null}
    </SectionCard>
  );
}

/** The one line that was moved from the first order to the second. */
function movedOf(before: readonly string[], after: readonly string[]): string | undefined {
  const place = before.findIndex((id, index) => after[index] !== id);
  return after[place] === before[place + 1] ? before[place] : after[place];
}

function ChecklistLine({ item: { id, text, doneAt }, canWork }: { item: ChecklistItem; canWork: boolean }) {
  const { update, remove } = useChecklist();
  const isDone = update.isPending ? update.variables.isDone : doneAt !== null;
  return (
    <Group gap="xs" wrap="nowrap" justify="space-between">
      <Checkbox
        label={text}
        checked={isDone}
        disabled={!canWork}
        onChange={(event) => update.mutate({ id, isDone: event.currentTarget.checked })}
        styles={{ label: isDone ? { textDecoration: "line-through", opacity: 0.75 } : {} }}
      />
      {canWork ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Remove ${text}`}
          onClick={() => remove.mutate({ id })}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      ) : null}
    </Group>
  );
}

function NewLine({ taskId }: { taskId: string }) {
  const [text, setText] = useState("");
  const { create } = useChecklist();
  const add = () => {
    const written = text.trim();
    if (written === "") return;
    setText("");
    create.mutate({ taskId, text: written }, { onError: () => setText((now) => now || written) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextInput
        aria-label="Add a line to the checklist"
        placeholder="Add a line, then press Enter"
        leftSection={<IconPlus size={15} aria-hidden />}
        maxLength={500}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
