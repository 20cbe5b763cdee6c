import { z } from "zod";
import { listInput } from "../kernel/list.ts";

export const jobSortFields = ["failedAt"] as const;
export const jobFilter = z.object({ name: z.string().max(100), tenantId: z.uuid() });
/** Jobs that were given up after their last try. */
export const listJobsInput = listInput(jobSortFields, jobFilter, "desc");
export type ListJobsInput = z.infer<typeof listJobsInput>;

export const jobRunStates = ["active", "waiting", "delayed"] as const;
export type JobRunState = (typeof jobRunStates)[number];
export const jobRunSortFields = ["createdAt"] as const;
export const jobRunFilter = z.object({ name: z.string().max(100), tenantId: z.uuid(), state: z.enum(jobRunStates) });
/** Jobs that are being done or still to be; `search` is part of the name. */
export const listJobRunsInput = listInput(jobRunSortFields, jobRunFilter);
export type ListJobRunsInput = z.infer<typeof listJobRunsInput>;
