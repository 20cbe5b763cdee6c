import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { daySchema, versionSchema } from "../kernel/record.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";

export const maxMilestones = 200;

const milestoneFields = {
  name: nameSchema("Name the milestone"),
  description: textSchema(),
  dueOn: daySchema,
};

export const listMilestonesInput = z.object({ projectId: idSchema });

export const createMilestoneInput = z
  .object({ ...milestoneFields, projectId: idSchema })
  .partial()
  .required({ projectId: true, name: true, dueOn: true });
export type CreateMilestoneInput = z.infer<typeof createMilestoneInput>;

export const updateMilestoneInput = z
  .object({ ...milestoneFields, isReached: z.boolean() })
  .partial()
  .extend({ ...idInput.shape, version: versionSchema });
export type UpdateMilestoneInput = z.infer<typeof updateMilestoneInput>;

/** A day by which something is to be there. */
export interface MilestoneItem {
  id: string;
  name: string;
  description: string | null;
  dueOn: string;
  reachedAt: Date | null;
  taskCount: number;
  openTaskCount: number;
  version: number;
}

export type MilestoneReason = "milestone.too_many";
