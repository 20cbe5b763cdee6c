"use client";

import { Button, Group, Text } from "@mantine/core";
import type { CustomFieldItem } from "@steward/contracts/projects/custom-field";
import { confirmAction, ErrorState, LoadingState, notifySuccess, SectionCard } from "@steward/ui";
import { SortableList } from "@steward/ui/board";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { CustomFieldDialog, fieldKindLabels } from "./custom-field-dialog.tsx";
import { ItemMenu } from "./item-menu.tsx";

/** What a project asks of its tasks besides. */
export function CustomFieldsCard({ projectId }: { projectId: string }) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const [asked, setAsked] = useState<CustomFieldItem | "new">();
  const query = trpc.projects.customField.list.useQuery({ projectId });
  const reorder = trpc.projects.customField.reorder.useMutation({ onSuccess });
  const remove = trpc.projects.customField.remove.useMutation({ onSuccess });
  const restore = trpc.projects.customField.restore.useMutation({ onSuccess });
  const ask = ({ id, name }: CustomFieldItem) =>
    confirmAction({
      title: `Remove ${name}?`,
      message: "Tasks do not show it any more. What they say in it is kept, and is there again if you undo.",
      confirmLabel: "Remove field",
      onConfirm: async () => {
        const removed = await remove.mutateAsync({ ids: [id] });
        notifySuccess(`${name} removed`, { undo: () => restore.mutateAsync(removed) });
      },
    });
  return (
    <SectionCard title="Fields" count={query.data?.length}>
      {query.isPending ? <LoadingState lines={3} label="Loading fields" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.length === 0 ? (
        <Text size="sm" c="dimmed">
          No fields of its own. Add one for what every task here should say: a site, a cost centre, a contract.
        </Text>
      ) : null}
      {query.data && query.data.length > 0 ? (
        <SortableList
          label="Fields"
          items={query.data}
          itemLabel={({ name }) => name}
          onReorder={(ids) => reorder.mutateAsync({ projectId, ids })}
          renderItem={(field) => (
            <Group wrap="nowrap" gap="sm">
              <Text size="sm" fw={500} flex={1} truncate>
                {field.name}
              </Text>
              <Text size="sm" c="dimmed">
                {fieldKindLabels[field.kind]}
                {field.isRequired ? " · required" : ""}
              </Text>
              <ItemMenu name={field.name} onEdit={() => setAsked(field)} onRemove={() => void ask(field)} />
            </Group>
          )}
        />
      ) : null}
      <Button
        mt="sm"
        size="xs"
        style={{ alignSelf: "flex-start" }}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setAsked("new")}
      >
        Add field
      </Button>
      {asked ? (
        <CustomFieldDialog
          projectId={projectId}
          field={asked === "new" ? undefined : asked}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
    </SectionCard>
  );
}
