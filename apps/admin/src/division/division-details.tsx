"use client";

import { Button, Group, Text } from "@mantine/core";
import { useMay } from "@steward/client";
import { confirmAction, notifySuccess, SectionCard } from "@steward/ui";
import { IconArrowsMove, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../trpc/client.tsx";
import { type DivisionChange, DivisionDialog } from "./division-dialog.tsx";
import { DivisionMembers } from "./division-members.tsx";
import type { Placed } from "./division-tree.ts";
import type { DivisionNode } from "./use-divisions.ts";

interface DivisionDetailsProps {
  placed: Placed<DivisionNode>;
  tree: readonly DivisionNode[];
  onOpen: (id: string) => void;
}

/** One division: its place, what can be done with it, who belongs to it. */
export function DivisionDetails({ placed: { node, path }, tree, onOpen }: DivisionDetailsProps) {
  const may = useMay();
  const [doing, setDoing] = useState<DivisionChange>();
  return (
    <SectionCard title={node.name} count={node.memberCount}>
      {path.length > 1 ? (
        <Text size="sm" c="dimmed" mt={-8} mb="sm">
          {path.slice(0, -1).join(" / ")}
        </Text>
      ) : null}
      {may("org.division.write") ? (
        <Group gap="xs" mb="md">
          <Action icon={IconPlus} label="Add below" onClick={() => setDoing("add")} />
          <Action icon={IconPencil} label="Rename" onClick={() => setDoing("rename")} />
          <Action icon={IconArrowsMove} label="Move" onClick={() => setDoing("move")} />
          <RemoveDivision node={node} onRemoved={() => onOpen(node.parentId ?? "")} />
        </Group>
      ) : null}
      <DivisionMembers division={node} />
      {doing ? (
        <DivisionDialog
          kind={doing}
          tree={tree}
          division={node}
          parentId={doing === "add" ? node.id : node.parentId}
          onClose={() => setDoing(undefined)}
          onDone={onOpen}
        />
      ) : null}
    </SectionCard>
  );
}

interface ActionProps {
  icon: typeof IconPlus;
  label: string;
  onClick: () => void;
  disabled?: boolean;
}

function Action({ icon: Icon, label, onClick, disabled = false }: ActionProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon size={14} aria-hidden />}
      onClick={onClick}
      disabled={disabled}
    >
      {label}
    </Button>
  );
}

function RemoveDivision({ node, onRemoved }: { node: DivisionNode; onRemoved: () => void }) {
  const utils = trpc.useUtils();
  const remove = trpc.org.division.remove.useMutation({ onSuccess: () => utils.org.invalidate() });
  const parent = node.children.length > 0;
  const ask = () =>
    confirmAction({
      title: `Remove the division ${node.name}?`,
      message:
        node.memberCount > 0
          ? "Its members stay members of the organisation and of their other divisions. This cannot be undone."
          : "Nobody belongs to it. This cannot be undone.",
      confirmLabel: "Remove division",
      onConfirm: async () => {
        await remove.mutateAsync({ id: node.id });
        onRemoved();
        notifySuccess(`${node.name} removed`);
      },
    });
  return (
    <Action
      icon={IconTrash}
      label={parent ? "Remove – has divisions below" : "Remove"}
      onClick={ask}
      disabled={parent}
    />
  );
}
