"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { RichText } from "@steward/contracts/kernel/rich-text";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { notifyError, SectionCard, toProblem } from "@steward/ui";
import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { RichEditor } from "../../messaging/composer/rich-editor.tsx";
import { RichContent } from "../part/rich-content.tsx";
import { useFindPeople } from "../part/use-find-people.ts";
import { useTaskChange } from "./use-task-change.ts";

interface TaskDescriptionProps {
  task: TaskDetail;
  project: ProjectDetail;
}

/** What a task is about, at length. */
export function TaskDescription({ task, project }: TaskDescriptionProps) {
  const [started, setStarted] = useState<TaskDetail>();
  const { description, rights } = task;
  return (
    <SectionCard
      title="Description"
      action={
        rights.work && !started ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setStarted(task)}
          >
            {description ? "Edit" : "Write"}
          </Button>
        ) : null
      }
    >
      {started ? (
        <DescriptionEditor started={started} task={task} project={project} onClose={() => setStarted(undefined)} />
      ) : description ? (
        <RichContent content={description} />
      ) : (
        <Text size="sm" c="dimmed">
          Nothing written yet.
        </Text>
      )}
    </SectionCard>
  );
}

interface DescriptionEditorProps extends TaskDescriptionProps {
  /** The task as it was when somebody began to write. */
  started: TaskDetail;
  onClose: () => void;
}

const isSame = (one: RichText | null, other: RichText | null) => JSON.stringify(one) === JSON.stringify(other);

/** Nothing is overwritten unseen: who saves over somebody else's text is told of it first. */
function DescriptionEditor({ started, task, project, onClose }: DescriptionEditorProps) {
  const findMembers = useFindPeople(project);
  const { send, busy } = useTaskChange(task);
  const [refused, setRefused] = useState<RichText>();
  const save = (content: RichText, version: number) => {
    const description = content.content.length === 0 ? null : content;
    send({ description, version }).then(onClose, (error: unknown) => {
      if (toProblem(error).reason === "record_changed") setRefused(content);
      else notifyError(error);
    });
  };
  // What else has changed meanwhile is no reason to refuse this text.
  const known = isSame(task.description, started.description) ? task.version : started.version;
  return (
    <Stack gap="sm">
      {refused ? (
        <Alert color="orange" icon={<IconAlertTriangle size={16} aria-hidden />} role="alert">
          <Text size="sm">Somebody else has changed the description meanwhile. Theirs reads:</Text>
          {task.description ? <RichContent content={task.description} /> : <Text size="sm">Nothing.</Text>}
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" loading={busy} onClick={() => save(refused, task.version)}>
              Replace it by mine
            </Button>
            <Button size="compact-sm" variant="default" onClick={onClose}>
              Keep theirs
            </Button>
          </Group>
        </Alert>
      ) : null}
      <RichEditor
        label="Description"
        initial={started.description}
        autoFocus
        enterSends={false}
        // An empty text is one, too: it takes the description away.
        sendable
        busy={busy}
        submitLabel="Save"
        findMembers={findMembers}
        onSubmit={(content) => {
          save(content, known);
          return false;
        }}
        onCancel={() => {
          onClose();
          return true;
        }}
        tools={
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
            Cancel
          </Button>
        }
      />
    </Stack>
  );
}
