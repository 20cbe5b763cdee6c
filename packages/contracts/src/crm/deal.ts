import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { currencySchema } from "../kernel/money.ts";
import { definePermissions, office } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema, numberRangeSchema } from "../kernel/range.ts";
import { lineSchema, nameSchema, textSchema } from "../kernel/text.ts";
import { dealAmountSchema, probabilitySchema } from "./amount.ts";
import { defineAssignment } from "./assignment.ts";
import { forecastCategories } from "./pipeline.ts";
import { changesSchema, daySchema, versionSchema } from "./record.ts";

export const dealStatuses = ["open", "won", "lost"] as const;
export type DealStatus = (typeof dealStatuses)[number];

/** What people usually say; any other reason may be written. */
export const usualLostReasons = [
  "Price",
  "Chose a competitor",
  "No budget",
  "No decision",
  "Bad timing",
  "Missing feature",
  "No response",
] as const;

export const dealPermissions = definePermissions("crm.deal", {
  read: { description: "See deals, boards, forecasts and sales reports", roles: office },
  write: { description: "Add, change, move, win, lose and reopen deals", roles: office },
  remove: { description: "Remove deals and bring them back", roles: office },
  export: { description: "Export deals", roles: office },
});

export const dealSortFields = ["createdAt", "updatedAt", "name", "amountMinor", "expectedCloseOn", "closedOn"] as const;

export const dealFilter = z.object({
  pipelineId: idSchema,
  stageId: z.array(idSchema).max(50),
  status: z.array(z.enum(dealStatuses)),
  /** `none` among the ids finds deals that nobody owns; the same holds for products and accounts. */
  ownerId: z.array(idOrNoneSchema).max(50),
  productId: z.array(idOrNoneSchema).max(50),
  accountId: z.array(idOrNoneSchema).max(50),
  contactId: z.array(idSchema).max(50),
  tagId: z.array(idSchema).max(50),
  currency: currencySchema,
  amountMinor: numberRangeSchema,
  expectedCloseOn: dayRangeSchema,
  closedOn: dayRangeSchema,
  /** Open and expected to close before today, by the organisation's calendar; `false` leaves these out. */
  overdue: z.boolean(),
  /** Without a day on which it is expected to close. */
  undated: z.boolean(),
  /** The deal's own forecast category, else its stage's. */
  forecastCategory: z.array(z.enum(forecastCategories)),
});
export type DealFilter = Partial<z.infer<typeof dealFilter>>;

export const listDealsInput = listInput(dealSortFields, dealFilter, "desc");
export type ListDealsInput = z.infer<typeof listDealsInput>;

export const countDealsInput = listDealsInput.pick({ search: true, filter: true });
export type CountDealsInput = z.infer<typeof countDealsInput>;

/** Chunks are larger than pages: a file is written, not looked at. */
export const exportDealsInput = listDealsInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportDealsInput = z.infer<typeof exportDealsInput>;

/** The open deals of a pipeline by stage: the first few of each, with each stage's count and sums. */
export const boardSorts = ["expectedCloseOn", "amountMinor", "updatedAt"] as const;
export const dealBoardInput = z.object({
  pipelineId: idSchema,
  search: listDealsInput.shape.search,
  filter: dealFilter.omit({ pipelineId: true, stageId: true, status: true, closedOn: true }).partial().default({}),
  sort: z.enum(boardSorts).default("expectedCloseOn"),
  limit: z.number().int().min(1).max(50).default(20),
});
export type DealBoardInput = z.infer<typeof dealBoardInput>;

/** More of one stage, after the card whose cursor is given. */
export const dealBoardColumnInput = dealBoardInput.omit({ pipelineId: true }).extend({
  stageId: idSchema,
  cursor: z.string().max(1000).nullish(),
});
export type DealBoardColumnInput = z.infer<typeof dealBoardColumnInput>;

const dealFields = {
  name: nameSchema("Name the deal"),
  accountId: idSchema.nullable(),
  contactId: idSchema.nullable(),
  productId: idSchema.nullable(),
  /** Left out: the person who adds it. `null`: nobody. */
  ownerId: idSchema.nullable(),
  /** `null`: nobody has put a figure on it. */
  amountMinor: dealAmountSchema.nullable(),
  /** Left out: the organisation's currency. */
  currency: currencySchema,
  /** `null`: the stage's. */
  probability: probabilitySchema.nullable(),
  /** `null`: the stage's. */
  forecastCategory: z.enum(forecastCategories).nullable(),
  openedOn: daySchema,
  expectedCloseOn: daySchema.nullable(),
  description: textSchema(),
  tagIds: z.array(idSchema).max(50),
};

export const createDealInput = z
  .object({
    ...dealFields,
    /** Left out: the stage's, else the organisation's first pipeline. */
    pipelineId: idSchema,
    /** Left out: the first of the pipeline. */
    stageId: idSchema,
    /** The id in the system it came from. */
    externalRef: lineSchema(),
  })
  .partial()
  .required({ name: true });
export type CreateDealInput = z.infer<typeof createDealInput>;

/** Stage and status change by `move`, `win`, `lose` and `reopen` alone: those keep the history. */
export const updateDealInput = z.object(dealFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateDealInput = z.infer<typeof updateDealInput>;

export const moveDealInput = z.object({ id: idSchema, stageId: idSchema, version: versionSchema });
export type MoveDealInput = z.infer<typeof moveDealInput>;

export const winDealInput = z.object({
  id: idSchema,
  version: versionSchema,
  /** Left out: today. */
  closedOn: daySchema.optional(),
  /** What it was won for, where that differs from what was expected. */
  amountMinor: dealAmountSchema.optional(),
});
export type WinDealInput = z.infer<typeof winDealInput>;

export const loseDealInput = z.object({
  id: idSchema,
  version: versionSchema,
  closedOn: daySchema.optional(),
  reason: nameSchema("Say why it was lost", 500),
});
export type LoseDealInput = z.infer<typeof loseDealInput>;

export const reopenDealInput = z.object({
  id: idSchema,
  version: versionSchema,
  /** Left out: the stage it last stood at. */
  stageId: idSchema.optional(),
});
export type ReopenDealInput = z.infer<typeof reopenDealInput>;

export const updateManyDealsInput = idsInput.extend({
  ownerId: dealFields.ownerId.optional(),
  stageId: idSchema.optional(),
  expectedCloseOn: dealFields.expectedCloseOn.optional(),
  addTagIds: dealFields.tagIds.optional(),
  removeTagIds: dealFields.tagIds.optional(),
});
export type UpdateManyDealsInput = z.infer<typeof updateManyDealsInput>;

const stageRef = z.object({ id: idSchema, name: z.string() });

export const dealCreated = defineEvent("crm.deal.created", z.object({ name: z.string() }));
export const dealUpdated = defineEvent("crm.deal.updated", z.object({ changes: changesSchema }));
export const dealStageChanged = defineEvent(
  "crm.deal.stageChanged",
  z.object({ name: z.string(), from: stageRef, to: stageRef }),
);
export const dealWon = defineEvent(
  "crm.deal.won",
  z.object({ name: z.string(), amountMinor: z.number().nullable(), currency: z.string(), closedOn: daySchema }),
);
export const dealLost = defineEvent(
  "crm.deal.lost",
  z.object({ name: z.string(), reason: z.string(), closedOn: daySchema }),
);
export const dealReopened = defineEvent("crm.deal.reopened", z.object({ name: z.string(), stage: stageRef }));
export const dealRemoved = defineEvent("crm.deal.removed", z.object({ name: z.string() }));
export const dealRestored = defineEvent("crm.deal.restored", z.object({ name: z.string() }));

export const dealAssigned = defineAssignment("deal");
