import type { ForecastCategory } from "@steward/contracts/crm/pipeline";
import { pipeline, stage } from "@steward/db/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

/** A step of a pipeline. */
export interface Stage {
  id: string;
  name: string;
  position: number;
  /** Per cent. */
  probability: number;
  forecastCategory: ForecastCategory;
  version: number;
}

/** A pipeline with its stages in order. */
export interface Pipeline {
  id: string;
  name: string;
  position: number;
  version: number;
  stages: Stage[];
}

/** All pipelines in order, the first being where new deals go; an organisation has a handful. */
export async function listPipelines(ctx: ServiceContext): Promise<Pipeline[]> {
  const rows = await ctx.db
    .select({
      pipeline: { id: pipeline.id, name: pipeline.name, position: pipeline.position, version: pipeline.version },
      stage: {
        id: stage.id,
        name: stage.name,
        position: stage.position,
        probability: stage.probability,
        forecastCategory: stage.forecastCategory,
        version: stage.version,
      },
    })
    .from(pipeline)
    .leftJoin(
      stage,
      and(eq(stage.tenantId, pipeline.tenantId), eq(stage.pipelineId, pipeline.id), isNull(stage.deletedAt)),
    )
    .where(isNull(pipeline.deletedAt))
    .orderBy(asc(pipeline.position), asc(pipeline.id), asc(stage.position), asc(stage.id));
  const pipelines = new Map<string, Pipeline>();
  for (const row of rows) {
    const known = pipelines.get(row.pipeline.id) ?? { ...row.pipeline, stages: [] };
    if (row.stage) known.stages.push(row.stage);
    pipelines.set(known.id, known);
  }
  return [...pipelines.values()];
}
