"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import type { TaskTemplateItem } from "@steward/contracts/projects/task-template";
import { confirmAction, ErrorState, LoadingState, notifySuccess, SectionCard } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { ItemMenu } from "./item-menu.tsx";
import { TaskTemplateDialog } from "./task-template-dialog.tsx";

/** What new tasks of a project may begin as. */
export function TaskTemplatesCard({ projectId }: { projectId: string }) {
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<TaskTemplateItem | "new">();
  const query = trpc.projects.taskTemplate.list.useQuery({ projectId });
  const remove = trpc.projects.taskTemplate.remove.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const ask = ({ id, name }: TaskTemplateItem) =>
    confirmAction({
      title: `Remove ${name}?`,
      message: "Tasks that began as it stay as they are. This cannot be undone.",
      confirmLabel: "Remove template",
      onConfirm: async () => {
        await remove.mutateAsync({ id });
        notifySuccess(`${name} removed`);
      },
    });
  return (
    <SectionCard title="Task templates" count={query.data?.length}>
      {query.isPending ? <LoadingState lines={3} label="Loading templates" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          No templates yet. One saves writing what comes again and again: an inspection with its checklist.
        </Text>
      ) : null}
      <Stack gap={6}>
        {query.data?.map((template) => (
          <Group key={template.id} wrap="nowrap" gap="sm">
            <Text size="sm" fw={500} flex={1} truncate>
              {template.name}
            </Text>
            <Text size="sm" c="dimmed">
              {template.checklist.length > 0 ? `${template.checklist.length} to tick off` : ""}
            </Text>
            <ItemMenu name={template.name} onEdit={() => setAsked(template)} onRemove={() => void ask(template)} />
          </Group>
        ))}
      </Stack>
      <Button
        mt="sm"
        size="xs"
        style={{ alignSelf: "flex-start" }}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setAsked("new")}
      >
        Add template
      </Button>
      {asked ? (
        <TaskTemplateDialog
          projectId={projectId}
          template={asked === "new" ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </SectionCard>
  );
}
