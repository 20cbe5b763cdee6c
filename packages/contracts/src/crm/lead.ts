import { z } from "zod";
import { domainSchema } from "../kernel/domain.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { currencySchema } from "../kernel/money.ts";
import { definePermissions, office } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { lineSchema, nameSchema, optionalEmailSchema, phoneInputSchema, textSchema } from "../kernel/text.ts";
import { dealAmountSchema } from "./amount.ts";
import { defineAssignment } from "./assignment.ts";
import { changesSchema, daySchema, versionSchema } from "./record.ts";

export const leadStatuses = ["new", "contacted", "qualified", "converted", "disqualified"] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** From where a lead may go where. A converted one is a customer and stays what it is. */
export const leadTransitions: Readonly<Record<LeadStatus, readonly LeadStatus[]>> = {
  new: ["contacted", "disqualified"],
  contacted: ["qualified", "disqualified"],
  qualified: ["converted", "disqualified"],
  converted: [],
  disqualified: ["new"],
};

export const usualDisqualifyReasons = [
  "No budget",
  "No need",
  "Not the right person",
  "Cannot be reached",
  "Duplicate",
  "Spam",
] as const;

export const leadPermissions = definePermissions("crm.lead", {
  read: { description: "See leads", roles: office },
  write: { description: "Add, change, qualify and disqualify leads", roles: office },
  convert: { description: "Convert leads into accounts, contacts and deals", roles: office },
  remove: { description: "Remove leads and bring them back", roles: office },
  export: { description: "Export leads", roles: office },
});

export const leadSortFields = ["createdAt", "updatedAt", "name"] as const;

export const leadFilter = z.object({
  status: z.array(z.enum(leadStatuses)),
  ownerId: z.array(idOrNoneSchema).max(50),
  source: z.array(z.string().max(200)).max(50),
  tagId: z.array(idSchema).max(50),
  createdAt: dayRangeSchema,
});

export const listLeadsInput = listInput(leadSortFields, leadFilter, "desc");
export type ListLeadsInput = z.infer<typeof listLeadsInput>;

export const countLeadsInput = listLeadsInput.pick({ search: true, filter: true });
export type CountLeadsInput = z.infer<typeof countLeadsInput>;

export const exportLeadsInput = listLeadsInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportLeadsInput = z.infer<typeof exportLeadsInput>;

const leadFields = {
  firstName: z.string().trim().max(100, "Use at most 100 characters"),
  lastName: z.string().trim().max(100, "Use at most 100 characters"),
  company: lineSchema(),
  jobTitle: lineSchema(),
  email: optionalEmailSchema,
  phone: phoneInputSchema,
  source: lineSchema(),
  estimatedAmountMinor: dealAmountSchema.nullable(),
  /** Left out: the organisation's currency. */
  currency: currencySchema,
  description: textSchema(),
  /** Left out: the person who adds it. `null`: nobody. */
  ownerId: idSchema.nullable(),
  tagIds: z.array(idSchema).max(50),
};

/** That a lead has a name or a company at all is the service's to say: an update may bring one part of it. */
export const createLeadInput = z.object(leadFields).partial();
export type CreateLeadInput = z.infer<typeof createLeadInput>;

export const updateLeadInput = z.object(leadFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateLeadInput = z.infer<typeof updateLeadInput>;

export const updateManyLeadsInput = idsInput.extend({
  ownerId: leadFields.ownerId.optional(),
  source: leadFields.source.optional(),
  addTagIds: leadFields.tagIds.optional(),
  removeTagIds: leadFields.tagIds.optional(),
});
export type UpdateManyLeadsInput = z.infer<typeof updateManyLeadsInput>;

/** Moves a lead one step on: `contact`, `qualify` and `reopen` share it. */
export const leadStepInput = z.object({ id: idSchema, version: versionSchema });
export type LeadStepInput = z.infer<typeof leadStepInput>;

export const disqualifyLeadInput = leadStepInput.extend({ reason: nameSchema("Say why it is no lead", 500) });
export type DisqualifyLeadInput = z.infer<typeof disqualifyLeadInput>;

export const convertLeadInput = leadStepInput.extend({
  /** An account that is already there, or what the new one is made of. */
  account: z.union([
    z.object({ id: idSchema }),
    z.object({ name: nameSchema("Enter the account’s name"), domain: domainSchema.optional() }),
  ]),
  /** A contact that is already there; left out: a new one from the lead's name, e-mail and phone. */
  contactId: idSchema.optional(),
  deal: z.object({
    name: nameSchema("Name the deal"),
    /** Left out: the organisation's first pipeline, its first stage. */
    pipelineId: idSchema.optional(),
    stageId: idSchema.optional(),
    productId: idSchema.nullable().optional(),
    /** Left out: the lead's estimate. */
    amountMinor: dealAmountSchema.nullable().optional(),
    expectedCloseOn: daySchema.nullable().optional(),
  }),
});
export type ConvertLeadInput = z.infer<typeof convertLeadInput>;

export const leadCreated = defineEvent("crm.lead.created", z.object({ name: z.string() }));
export const leadUpdated = defineEvent("crm.lead.updated", z.object({ changes: changesSchema }));
export const leadStatusChanged = defineEvent(
  "crm.lead.statusChanged",
  z.object({ name: z.string(), from: z.enum(leadStatuses), to: z.enum(leadStatuses) }),
);
export const leadDisqualified = defineEvent(
  "crm.lead.disqualified",
  z.object({ name: z.string(), from: z.enum(leadStatuses), reason: z.string() }),
);
export const leadConverted = defineEvent(
  "crm.lead.converted",
  z.object({ name: z.string(), accountId: idSchema, contactId: idSchema, dealId: idSchema }),
);
export const leadRemoved = defineEvent("crm.lead.removed", z.object({ name: z.string() }));
export const leadRestored = defineEvent("crm.lead.restored", z.object({ name: z.string() }));

export const leadAssigned = defineAssignment("lead");
