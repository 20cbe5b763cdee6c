import { mergeFields } from "@steward/contracts/crm/account";
import { z } from "zod";
import { movesSchema } from "./merge-moves.ts";

const aliasesSchema = z
  .object({
    names: z.array(z.string()),
    domains: z.array(z.string()),
    emails: z.array(z.string()),
    phones: z.array(z.string()),
  })
  .nullable();
const fieldValuesSchema = z.partialRecord(z.enum(mergeFields), z.union([z.string(), z.number(), z.null()]));

/** All that is needed to take a merge back. */
export const snapshotSchema = z.object({
  /** The survivor's fields which the merge changed, before and after. */
  before: fieldValuesSchema,
  after: fieldValuesSchema,
  aliasesBefore: aliasesSchema,
  aliasesAfter: aliasesSchema,
  moves: movesSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;
