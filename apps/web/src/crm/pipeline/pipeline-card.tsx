"use client";

import { ActionIcon, Box, Button, Group, Menu, Text } from "@mantine/core";
import { confirmAction, notifySuccess, SectionCard, StatusBadge, type Tone } from "@steward/ui";
import { SortableList } from "@steward/ui/board";
import { IconDots, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { categoryLabels } from "../deal/deal-words.tsx";
import type { Pipeline, Stage } from "../deal/use-deal-options.ts";
import { RemoveStageDialog } from "./remove-stage-dialog.tsx";
import { StageDialog } from "./stage-dialog.tsx";

interface PipelineCardProps {
  pipeline: Pipeline;
  canWrite: boolean;
  removable: boolean;
  onRename: () => void;
}

type Asked = { what: "add" } | { what: "edit" | "remove"; stage: Stage };

const tones: Record<Stage["forecastCategory"], Tone> = {
  commit: "success",
  bestCase: "info",
  pipeline: "progress",
  omitted: "neutral",
};

/** One pipeline: its stages, to be put in order, changed and removed. */
export function PipelineCard({ pipeline, canWrite, removable, onRename }: PipelineCardProps) {
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Asked>();
  const reorder = trpc.crm.pipeline.stage.reorder.useMutation({
    onSuccess: () => utils.crm.pipeline.invalidate(),
  });
  const close = () => setAsked(undefined);
  return (
    <SectionCard
      title={pipeline.name}
      action={canWrite ? <PipelineMenu pipeline={pipeline} removable={removable} onRename={onRename} /> : null}
    >
      <SortableList
        label={`Stages of ${pipeline.name}`}
        items={pipeline.stages}
        itemLabel={(stage) => stage.name}
        onReorder={
          canWrite ? (ids) => reorder.mutateAsync({ pipelineId: pipeline.id, ids }).then(() => undefined) : undefined
        }
        renderItem={(stage) => (
          <Group wrap="nowrap" gap="sm">
            <Group flex={1} gap="sm" style={{ rowGap: 2 }}>
              <Text size="sm" fw={500} flex="1 0 9rem" truncate>
                {stage.name}
              </Text>
              <Text size="sm" c="dimmed" miw={44} style={{ fontVariantNumeric: "tabular-nums" }}>
                {stage.probability} %
              </Text>
              <Box w={92}>
                <StatusBadge tone={tones[stage.forecastCategory]}>{categoryLabels[stage.forecastCategory]}</StatusBadge>
              </Box>
            </Group>
            {canWrite ? (
              <StageMenu
                stage={stage}
                removable={pipeline.stages.length > 1}
                onAsk={(what) => setAsked({ what, stage })}
              />
            ) : null}
          </Group>
        )}
      />
      {canWrite ? (
        <Button
          mt="sm"
          size="xs"
          style={{ alignSelf: "flex-start" }}
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAsked({ what: "add" })}
        >
          Add stage
        </Button>
      ) : null}
      {asked?.what === "add" ? <StageDialog pipeline={pipeline} onClose={close} /> : null}
      {asked?.what === "edit" ? <StageDialog pipeline={pipeline} stage={asked.stage} onClose={close} /> : null}
      {asked?.what === "remove" ? <RemoveStageDialog pipeline={pipeline} stage={asked.stage} onClose={close} /> : null}
    </SectionCard>
  );
}

interface StageMenuProps {
  stage: Stage;
  removable: boolean;
  onAsk: (what: "edit" | "remove") => void;
}

function StageMenu({ stage, removable, onAsk }: StageMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${stage.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onAsk("edit")}>
          Edit
        </Menu.Item>
        <Menu.Item
          color="red"
          disabled={!removable}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => onAsk("remove")}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PipelineMenu({ pipeline, removable, onRename }: Omit<PipelineCardProps, "canWrite">) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.pipeline.invalidate();
  const remove = trpc.crm.pipeline.remove.useMutation({ onSuccess });
  const restore = trpc.crm.pipeline.restore.useMutation({ onSuccess });
  const ask = () =>
    confirmAction({
      title: `Remove ${pipeline.name}?`,
      message: "Its closed deals keep showing it. A pipeline with open deals cannot be removed.",
      confirmLabel: "Remove pipeline",
      onConfirm: async () => {
        const removed = await remove.mutateAsync({ id: pipeline.id });
        notifySuccess(`${pipeline.name} removed`, { undo: () => restore.mutateAsync(removed) });
      },
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for the pipeline ${pipeline.name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onRename}>
          Rename
        </Menu.Item>
        <Menu.Item
          color="red"
          disabled={!removable}
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => void ask()}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
