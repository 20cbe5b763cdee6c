"use client";

import { Button, Group, Modal, MultiSelect, Stack } from "@mantine/core";
import { AsyncSelect, notifyError } from "@steward/ui";
import { type ReactNode, useState } from "react";
import { useOwnerOptions, useTags } from "./use-options.ts";

export interface BulkDialogProps<Value> {
  /** How many records it is about; undefined keeps the dialog closed. */
  count: number | undefined;
  onClose: () => void;
  onApply: (value: Value) => Promise<unknown>;
}

interface BulkDialogFrameProps {
  title: string;
  count: number | undefined;
  onClose: () => void;
  ready: boolean;
  onApply: () => Promise<unknown>;
  children: ReactNode;
}

/** Asks for the details of a bulk change; stays open when it fails. */
export function BulkDialog({ title, count, onClose, ready, onApply, children }: BulkDialogFrameProps) {
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    try {
      await onApply();
      onClose();
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={count !== undefined} onClose={onClose} title={title}>
      <Stack gap="lg">
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button onClick={() => void apply()} loading={busy} disabled={!ready}>
            Apply to {count}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Hands records over to somebody, or to nobody. */
export function OwnerDialog({ count, onClose, onApply }: BulkDialogProps<string | null>) {
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const { search } = useOwnerOptions();
  return (
    <BulkDialog title="Change owner" count={count} onClose={onClose} ready onApply={() => onApply(ownerId)}>
      <AsyncSelect
        value={ownerId}
        onChange={setOwnerId}
        search={search}
        clearable
        input={{ label: "New owner", description: "Leave empty to take the owner away", "data-autofocus": true }}
      />
    </BulkDialog>
  );
}

export interface TagChoice {
  addTagIds: string[];
  removeTagIds: string[];
}

/** Adds tags to records and takes others off. */
export function TagsDialog({ count, onClose, onApply }: BulkDialogProps<TagChoice>) {
  const [choice, setChoice] = useState<TagChoice>({ addTagIds: [], removeTagIds: [] });
  const tags = useTags();
  const data = tags.map((tag) => ({ value: tag.id, label: tag.name }));
  const ready = choice.addTagIds.length + choice.removeTagIds.length > 0;
  return (
    <BulkDialog title="Change tags" count={count} onClose={onClose} ready={ready} onApply={() => onApply(choice)}>
      <MultiSelect
        label="Add"
        data={data.filter(({ value }) => !choice.removeTagIds.includes(value))}
        value={choice.addTagIds}
        onChange={(addTagIds) => setChoice({ ...choice, addTagIds })}
        searchable
        hidePickedOptions
        openOnFocus={false}
        data-autofocus
      />
      <MultiSelect
        label="Take off"
        data={data.filter(({ value }) => !choice.addTagIds.includes(value))}
        value={choice.removeTagIds}
        onChange={(removeTagIds) => setChoice({ ...choice, removeTagIds })}
        searchable
        hidePickedOptions
        openOnFocus={false}
      />
    </BulkDialog>
  );
}
