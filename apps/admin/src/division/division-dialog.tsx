"use client";

import { createDivisionInput } from "@steward/contracts/org/division";
import { FormModal, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../trpc/client.tsx";
import { flatten, placesFor } from "./division-tree.ts";
import type { DivisionNode } from "./use-divisions.ts";

export type DivisionChange = "add" | "rename" | "move";

interface DivisionDialogProps {
  kind: DivisionChange;
  tree: readonly DivisionNode[];
  /** The division to change; without one a new one is added. */
  division?: DivisionNode;
  parentId: string | null;
  onClose: () => void;
  onDone: (id: string) => void;
}

const submitLabels: Record<DivisionChange, string> = { add: "Add division", rename: "Rename", move: "Move" };

/** Adds a division, renames one, or moves it with all below it. */
export function DivisionDialog({ kind, tree, division, parentId, onClose, onDone }: DivisionDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.org.invalidate();
  const create = trpc.org.division.create.useMutation({ onSuccess });
  const update = trpc.org.division.update.useMutation({ onSuccess });
  const changed = kind === "add" ? undefined : division;
  const form = useZodForm({
    schema: createDivisionInput,
    initialValues: { name: changed?.name ?? "", parentId },
    onSubmit: async (values) => {
      if (!changed) {
        const made = await create.mutateAsync(values);
        notifySuccess(`${made.name} added`);
        onDone(made.id);
        return;
      }
      const { id, name, parentId: before } = changed;
      const saved = await update.mutateAsync({ ...values, id, version: changed.version });
      notifySuccess(kind === "move" ? `${name} moved` : `${saved.name} renamed`, {
        undo: () => update.mutateAsync({ id, name, parentId: before, version: saved.version }),
      });
    },
  });
  const places = changed ? placesFor(tree, changed) : flatten(tree);
  const title = changed ? `${kind === "move" ? "Move" : "Rename"} ${changed.name}` : "New division";
  return (
    <FormModal form={form} opened onClose={onClose} title={title} submitLabel={submitLabels[kind]}>
      {kind === "move" ? null : <TextField field={form.field("name")} autoFocus />}
      {kind === "rename" ? null : (
        <SelectField
          field={form.field("parentId")}
          label="Below"
          placeholder="At the top"
          options={places.map(({ node, path }) => ({ value: node.id, label: path.join(" / ") }))}
          searchable
        />
      )}
    </FormModal>
  );
}
