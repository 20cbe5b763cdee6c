import { z } from "zod";
import { recordKindSchema } from "./record.ts";

/** For the command palette: a few of the best matches of every kind the caller may see. */
export const searchRecordsInput = z.object({
  query: z.string().trim().min(1).max(200),
  kinds: z.array(recordKindSchema).optional(),
  limit: z.number().int().min(1).max(20).default(5),
});
export type SearchRecordsInput = z.infer<typeof searchRecordsInput>;
