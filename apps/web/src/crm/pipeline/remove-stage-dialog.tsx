"use client";

import { Text } from "@mantine/core";
import { removeStageInput } from "@steward/contracts/crm/pipeline";
import { FormModal, LoadingState, notifySuccess, SelectField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { dealsInWords } from "../deal/deal-words.tsx";
import type { Pipeline, Stage } from "../deal/use-deal-options.ts";

interface RemoveStageDialogProps {
  pipeline: Pipeline;
  stage: Stage;
  onClose: () => void;
}

/** Removes a stage, and asks where its open deals go. */
export function RemoveStageDialog({ pipeline, stage, onClose }: RemoveStageDialogProps) {
  const utils = trpc.useUtils();
  const open = trpc.crm.deal.count.useQuery({ filter: { stageId: [stage.id], status: ["open"] } });
  const remove = trpc.crm.pipeline.stage.remove.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const others = pipeline.stages.filter((other) => other.id !== stage.id);
  const form = useZodForm({
    schema: removeStageInput.omit({ id: true }),
    initialValues: { moveToStageId: others[0]?.id },
    onSubmit: async (values) => {
      await remove.mutateAsync({ ...values, id: stage.id });
      notifySuccess(`${stage.name} removed`);
    },
  });
  const target = form.field("moveToStageId");
  return (
    <FormModal form={form} opened onClose={onClose} title={`Remove ${stage.name}`} submitLabel="Remove stage">
      {open.isPending ? <LoadingState lines={1} label="Counting deals" /> : null}
      <Text size="sm">
        {open.data
          ? `${dealsInWords(open.data)} in this stage will move. Won and lost deals keep showing where they ended.`
          : "No open deal stands here. Deals in the bin, if there are any, move along too."}
      </Text>
      <SelectField
        field={{ ...target, required: true }}
        label="Move deals to"
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormModal>
  );
}
