"use client";

import { Group, Stack, Text } from "@mantine/core";
import type { TaskItem } from "@steward/contracts/projects/task";
import { ColourBadges } from "@steward/ui";
import { IconChecklist, IconMessage } from "@tabler/icons-react";
import { minutesText } from "../part/minutes.ts";
import { PersonStack } from "../part/person-stack.tsx";
import { DueText, PriorityMark } from "../task/task-words.tsx";
import { TaskSigns } from "../task/use-task-columns.tsx";

/** A task on the board: what, whose, until when, and what there is to know of it. */
export function TaskCard({ task }: { task: TaskItem }) {
  const { labels, dueOn, closedAt, assignees, checklistCount, checklistDoneCount, commentCount, estimateMinutes } =
    task;
  return (
    <Stack gap={6}>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
          {task.key}
        </Text>
        {task.priority === "none" ? null : <PriorityMark priority={task.priority} />}
      </Group>
      <Text size="sm" fw={500} lineClamp={3} td={closedAt ? "line-through" : undefined}>
        {task.title}
      </Text>
      {labels.length > 0 ? <ColourBadges items={labels} wrap /> : null}
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Group gap={8} fz="xs" c="dimmed" style={{ rowGap: 2 }}>
          {dueOn ? (
            <Text span inherit>
              <DueText dueOn={dueOn} closed={closedAt !== null} />
            </Text>
          ) : null}
          {estimateMinutes === null ? null : <span>{minutesText(estimateMinutes)}</span>}
          {checklistCount > 0 ? (
            <span title={`${checklistDoneCount} of ${checklistCount} lines ticked`}>
              <IconChecklist size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {checklistDoneCount}/
              {checklistCount}
            </span>
          ) : null}
          {commentCount > 0 ? (
            <span title={`${commentCount} comments`}>
              <IconMessage size={13} aria-hidden style={{ verticalAlign: "-2px" }} /> {commentCount}
            </span>
          ) : null}
          <TaskSigns task={task} />
        </Group>
        {assignees.length > 0 ? <PersonStack people={assignees} /> : null}
      </Group>
    </Stack>
  );
}
