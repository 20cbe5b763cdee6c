"use client";

import { createStageInput } from "@steward/contracts/crm/pipeline";
import { FieldRow, FormModal, NumberField, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { categoryOptions } from "../deal/deal-words.tsx";
import type { Pipeline, Stage } from "../deal/use-deal-options.ts";

interface StageDialogProps {
  pipeline: Pipeline;
  /** The stage to change; without one a new one is added at the end. */
  stage?: Stage;
  onClose: () => void;
}

/** A stage's name, how likely its deals are to be won, and how they count in the forecast. */
export function StageDialog({ pipeline, stage, onClose }: StageDialogProps) {
  const utils = trpc.useUtils();
  // Forecasts follow a stage's probability at once.
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.pipeline.stage.create.useMutation({ onSuccess });
  const update = trpc.crm.pipeline.stage.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createStageInput.omit({ pipelineId: true }),
    initialValues: stage
      ? { name: stage.name, probability: stage.probability, forecastCategory: stage.forecastCategory }
      : { probability: 50, forecastCategory: "pipeline" },
    onSubmit: async (values) => {
      if (stage) await update.mutateAsync({ ...values, id: stage.id, version: stage.version });
      else await create.mutateAsync({ ...values, pipelineId: pipeline.id });
      notifySuccess(`${values.name} ${stage ? "saved" : "added"}`);
    },
  });
  const { field } = form;
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={stage ? `Edit ${stage.name}` : `New stage of ${pipeline.name}`}
      submitLabel={stage ? "Save" : "Add stage"}
    >
      <TextField field={field("name")} autoFocus />
      <FieldRow>
        <NumberField field={field("probability")} min={0} max={100} suffix=" %" />
        <SelectField field={field("forecastCategory")} label="Forecast category" options={categoryOptions} />
      </FieldRow>
    </FormModal>
  );
}
