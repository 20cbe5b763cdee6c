import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { definePermissions, managers, office } from "../kernel/permission.ts";
import { nameSchema } from "../kernel/text.ts";
import { probabilitySchema } from "./amount.ts";
import { changesSchema, versionSchema } from "./record.ts";

/** How sure the seller is, as sales forecasts group it. */
export const forecastCategories = ["commit", "bestCase", "pipeline", "omitted"] as const;
export type ForecastCategory = (typeof forecastCategories)[number];

export const pipelinePermissions = definePermissions("crm.pipeline", {
  read: { description: "See pipelines and their stages", roles: office },
  write: { description: "Set up pipelines, stages, probabilities and forecast categories", roles: managers },
});

const maxStages = 30;

const stageFields = {
  name: nameSchema("Name the stage", 80),
  probability: probabilitySchema,
  forecastCategory: z.enum(forecastCategories),
};

/** The stages a new organisation starts with. */
export const defaultStages = [
  { name: "Prospecting", probability: 10, forecastCategory: "omitted" },
  { name: "Qualification", probability: 25, forecastCategory: "pipeline" },
  { name: "Engaging", probability: 40, forecastCategory: "pipeline" },
  { name: "Proposal", probability: 60, forecastCategory: "bestCase" },
  { name: "Negotiation", probability: 80, forecastCategory: "commit" },
] as const satisfies readonly { name: string; probability: number; forecastCategory: ForecastCategory }[];

export const defaultPipelineName = "Sales";

export const createPipelineInput = z.object({
  name: nameSchema("Name the pipeline", 80),
  /** In order; left out: the usual five. */
  stages: z.array(z.object(stageFields)).min(1, "A pipeline needs a stage").max(maxStages).optional(),
});
export type CreatePipelineInput = z.infer<typeof createPipelineInput>;

export const updatePipelineInput = z.object({
  id: idSchema,
  version: versionSchema,
  name: nameSchema("Name the pipeline", 80).optional(),
});
export type UpdatePipelineInput = z.infer<typeof updatePipelineInput>;

/** All pipelines in their new order; the first is where new deals go. */
export const reorderPipelinesInput = z.object({ ids: z.array(idSchema).min(1).max(100) });
export type ReorderPipelinesInput = z.infer<typeof reorderPipelinesInput>;

export const createStageInput = z.object({ pipelineId: idSchema, ...stageFields });
export type CreateStageInput = z.infer<typeof createStageInput>;

export const updateStageInput = z.object(stageFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateStageInput = z.infer<typeof updateStageInput>;

/** All stages of the pipeline in their new order. */
export const reorderStagesInput = z.object({ pipelineId: idSchema, ids: z.array(idSchema).min(1).max(maxStages) });
export type ReorderStagesInput = z.infer<typeof reorderStagesInput>;

/** `moveToStageId`: where open deals of the stage go; required while there are any. */
export const removeStageInput = z.object({ id: idSchema, moveToStageId: idSchema.optional() });
export type RemoveStageInput = z.infer<typeof removeStageInput>;

export const maxStagesPerPipeline = maxStages;

export const pipelineCreated = defineEvent("crm.pipeline.created", z.object({ name: z.string() }));
export const pipelineUpdated = defineEvent("crm.pipeline.updated", z.object({ changes: changesSchema }));
export const pipelineRemoved = defineEvent("crm.pipeline.removed", z.object({ name: z.string() }));
export const pipelineRestored = defineEvent("crm.pipeline.restored", z.object({ name: z.string() }));
export const stageRemoved = defineEvent(
  "crm.pipeline.stageRemoved",
  z.object({ stageId: idSchema, name: z.string(), movedDeals: z.number().int() }),
);
