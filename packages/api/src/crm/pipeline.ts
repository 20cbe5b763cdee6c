import { idInput } from "@steward/contracts";
import {
  createPipelineInput,
  createStageInput,
  removeStageInput,
  reorderPipelinesInput,
  reorderStagesInput,
  updatePipelineInput,
  updateStageInput,
} from "@steward/contracts/crm/pipeline";
import {
  createPipeline,
  createStage,
  listPipelines,
  removePipeline,
  removeStage,
  reorderPipelines,
  reorderStages,
  restorePipeline,
  updatePipeline,
  updateStage,
} from "@steward/services/crm";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** The ways of selling and their steps. */
export const pipelineRouter = router({
  list: can("crm.pipeline.read")
    .input(z.void())
    .query(({ ctx }) => listPipelines(ctx)),

  create: can("crm.pipeline.write")
    .input(createPipelineInput)
    .mutation(({ ctx, input }) => createPipeline(ctx, input)),

  update: can("crm.pipeline.write")
    .input(updatePipelineInput)
    .mutation(({ ctx, input }) => updatePipeline(ctx, input)),

  reorder: can("crm.pipeline.write")
    .input(reorderPipelinesInput)
    .mutation(({ ctx, input }) => reorderPipelines(ctx, input)),

  remove: can("crm.pipeline.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removePipeline(ctx, input.id)),

  restore: can("crm.pipeline.write")
    .input(idInput)
    .mutation(({ ctx, input }) => restorePipeline(ctx, input.id)),

  stage: router({
    create: can("crm.pipeline.write")
      .input(createStageInput)
      .mutation(({ ctx, input }) => createStage(ctx, input)),

    update: can("crm.pipeline.write")
      .input(updateStageInput)
      .mutation(({ ctx, input }) => updateStage(ctx, input)),

    reorder: can("crm.pipeline.write")
      .input(reorderStagesInput)
      .mutation(({ ctx, input }) => reorderStages(ctx, input)),

    remove: can("crm.pipeline.write")
      .input(removeStageInput)
      .mutation(({ ctx, input }) => removeStage(ctx, input)),
  }),
});
