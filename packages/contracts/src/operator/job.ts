import { z } from "zod";
import { listInput } from "../kernel/list.ts";

export const jobSortFields = ["failedAt"] as const;
export const jobFilter = z.object({ name: z.string().max(100), tenantId: z.uuid() });
/** Jobs that were given up after their last try. */
export const listJobsInput = listInput(jobSortFields, jobFilter, "desc");
export type ListJobsInput = z.infer<typeof listJobsInput>;
