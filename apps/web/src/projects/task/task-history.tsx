"use client";

import { Button, Text } from "@mantine/core";
import type { TaskDetail, TaskHistoryEntry } from "@steward/contracts/projects/task";
import {
  ErrorState,
  type IconComponent,
  LoadingState,
  notifyError,
  notifySuccess,
  Timeline,
  type Tone,
} from "@steward/ui";
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconChecklist,
  IconCircleCheck,
  IconCirclePlus,
  IconMessage,
  IconPencil,
  IconPointFilled,
  IconTrash,
} from "@tabler/icons-react";
import { trpc } from "../../trpc/client.tsx";
import { FieldChanges, fieldsInWords } from "../part/field-changes.tsx";

const looks: Record<string, { icon: IconComponent; tone?: Tone; words: string }> = {
  created: { icon: IconCirclePlus, tone: "accent", words: "added this task" },
  updated: { icon: IconPencil, words: "changed" },
  moved: { icon: IconArrowsExchange, tone: "info", words: "moved this task" },
  ended: { icon: IconCircleCheck, words: "ended this task with its column" },
  reopened: { icon: IconArrowBackUp, words: "opened this task again with its column" },
  removed: { icon: IconTrash, tone: "danger", words: "deleted this task" },
  restored: { icon: IconArrowBackUp, words: "brought this task back" },
  commented: { icon: IconMessage, words: "commented" },
  commentEdited: { icon: IconMessage, words: "changed a comment" },
  commentRemoved: { icon: IconMessage, words: "deleted a comment" },
  commentRestored: { icon: IconMessage, words: "brought a comment back" },
  dependencyChanged: { icon: IconArrowsExchange, words: "changed a dependency" },
  checklistChanged: { icon: IconChecklist, words: "changed the checklist" },
};

const lastWord = (name: string) => name.slice(name.lastIndexOf(".") + 1);

/** What happened to a task, newest first; what nothing has touched since can be taken back. */
export function TaskHistory({ task }: { task: TaskDetail }) {
  const query = trpc.projects.task.history.useQuery({ id: task.id });
  const undo = useUndo(task.id);
  if (query.isPending) return <LoadingState lines={4} label="Loading the history" />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  if (query.data.length === 0) return <Text size="sm">Nothing yet.</Text>;
  const items = query.data.map((entry) => {
    const look = looks[lastWord(entry.name)];
    return {
      id: entry.id,
      icon: look?.icon ?? IconPointFilled,
      ...(look?.tone ? { tone: look.tone } : {}),
      at: entry.at,
      title: <Sentence entry={entry} />,
      body: entry.changes.length > 0 ? <FieldChanges changes={entry.changes} /> : null,
      actions:
        entry.canUndo && task.rights.work ? (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={undo.isPending && undo.variables.eventId === entry.id}
            onClick={() => undo.mutate({ id: task.id, eventId: entry.id })}
          >
            Undo
          </Button>
        ) : null,
    };
  });
  return <Timeline items={items} label="History" />;
}

function useUndo(id: string) {
  const utils = trpc.useUtils();
  return trpc.projects.task.undo.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.projects.invalidate();
      await utils.projects.task.history.invalidate({ id });
      notifySuccess("Taken back");
    },
  });
}

function Sentence({ entry: { name, actor, changes } }: { entry: TaskHistoryEntry }) {
  const action = lastWord(name);
  const words = looks[action]?.words ?? action;
  const fields = action === "updated" ? fieldsInWords(changes) : "";
  return (
    <>
      <b>{actor?.name ?? "Steward"}</b> {words} {fields}
    </>
  );
}
