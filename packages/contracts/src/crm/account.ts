import { z } from "zod";
import { domainSchema } from "../kernel/domain.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { amountMinorSchema } from "../kernel/money.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { countRangeSchema, dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { lineSchema, nameSchema, optionalEmailSchema, phoneInputSchema, textSchema } from "../kernel/text.ts";
import { defineAssignment } from "./assignment.ts";
import { changesSchema, versionSchema } from "./record.ts";

export const accountPermissions = definePermissions("crm.account", {
  read: { description: "See accounts", roles: staff },
  write: { description: "Add, change and hand over accounts", roles: office },
  remove: { description: "Remove accounts and bring them back", roles: office },
  merge: { description: "Merge duplicate accounts and undo merges", roles: office },
  export: { description: "Export accounts", roles: office },
});

export const accountSortFields = ["name", "createdAt", "updatedAt"] as const;

export const accountFilter = z.object({
  ownerId: z.array(idOrNoneSchema).max(50),
  industry: z.array(z.string().max(200)).max(50),
  tagId: z.array(idSchema).max(50),
  employees: countRangeSchema,
  createdAt: dayRangeSchema,
});

export const listAccountsInput = listInput(accountSortFields, accountFilter);
export type ListAccountsInput = z.infer<typeof listAccountsInput>;

export const countAccountsInput = listAccountsInput.pick({ search: true, filter: true });
export type CountAccountsInput = z.infer<typeof countAccountsInput>;

/** Chunks are larger than pages: a file is written, not looked at. */
export const exportAccountsInput = listAccountsInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportAccountsInput = z.infer<typeof exportAccountsInput>;

const maxEmployees = 100_000_000;

const accountFields = {
  name: nameSchema("Enter the account’s name"),
  domain: domainSchema,
  email: optionalEmailSchema,
  phone: phoneInputSchema,
  industry: lineSchema(),
  employees: z.number().int().min(0).max(maxEmployees).nullable(),
  /** In the organisation's currency. */
  annualRevenueMinor: amountMinorSchema.nullable(),
  foundedYear: z.number().int().min(1000, "Enter a year").max(2100, "Enter a year").nullable(),
  description: textSchema(),
  parentId: idSchema.nullable(),
  /** Left out: the person who adds it. `null`: nobody. */
  ownerId: idSchema.nullable(),
  tagIds: z.array(idSchema).max(50),
};

export const createAccountInput = z.object(accountFields).partial().required({ name: true });
export type CreateAccountInput = z.infer<typeof createAccountInput>;

export const updateAccountInput = z.object(accountFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateAccountInput = z.infer<typeof updateAccountInput>;

export const updateManyAccountsInput = idsInput.extend({
  ownerId: accountFields.ownerId.optional(),
  industry: accountFields.industry.optional(),
  addTagIds: accountFields.tagIds.optional(),
  removeTagIds: accountFields.tagIds.optional(),
});
export type UpdateManyAccountsInput = z.infer<typeof updateManyAccountsInput>;

export const findDuplicateAccountsInput = z.object({
  name: z.string().trim().max(200).optional(),
  domain: z.string().trim().max(500).nullish(),
  /** The account that is being looked at: no duplicate of itself. */
  exceptId: idSchema.optional(),
});
export type FindDuplicateAccountsInput = z.infer<typeof findDuplicateAccountsInput>;

/** The fields of which a merge keeps one value. */
export const mergeFields = [
  "name",
  "domain",
  "email",
  "phone",
  "industry",
  "employees",
  "annualRevenueMinor",
  "foundedYear",
  "description",
  "parentId",
  "ownerId",
] as const;
export type MergeField = (typeof mergeFields)[number];

const mergeMembers = {
  survivorId: idSchema,
  duplicateIds: z.array(idSchema).min(1, "Choose a duplicate").max(10, "Merge at most ten duplicates at once"),
};

export const previewMergeInput = z.object(mergeMembers);
export type PreviewMergeInput = z.infer<typeof previewMergeInput>;

export const mergeAccountsInput = z.object({
  ...mergeMembers,
  /** Whose value is kept, by field. Left out: the survivor's, else the first duplicate's that has one. */
  fields: z.partialRecord(z.enum(mergeFields), idSchema).default({}),
});
export type MergeAccountsInput = z.infer<typeof mergeAccountsInput>;

export const undoMergeInput = z.object({ mergeId: idSchema });
export type UndoMergeInput = z.infer<typeof undoMergeInput>;

export const accountTimelineInput = z.object({
  id: idSchema,
  cursor: z.string().max(1000).nullish(),
  limit: z.number().int().min(1).max(100).default(30),
});
export type AccountTimelineInput = z.infer<typeof accountTimelineInput>;

export const accountCreated = defineEvent("crm.account.created", z.object({ name: z.string() }));
export const accountUpdated = defineEvent("crm.account.updated", z.object({ changes: changesSchema }));
export const accountRemoved = defineEvent("crm.account.removed", z.object({ name: z.string() }));
export const accountRestored = defineEvent("crm.account.restored", z.object({ name: z.string() }));
export const accountMerged = defineEvent(
  "crm.account.merged",
  z.object({
    mergeId: idSchema,
    duplicates: z.array(z.object({ id: idSchema, name: z.string() })),
    /** Values that were not taken over, by field: nothing a duplicate said is forgotten. */
    notKept: z.record(z.string(), z.array(z.unknown())),
    moved: z.record(z.string(), z.number()),
  }),
);
export const accountMergeUndone = defineEvent(
  "crm.account.mergeUndone",
  z.object({ mergeId: idSchema, duplicates: z.array(z.object({ id: idSchema, name: z.string() })) }),
);

/** What a merged account was also known by; searched and shown, never overwritten by a merge. */
export interface AccountAliases {
  names: string[];
  domains: string[];
  emails: string[];
  phones: string[];
}

export const accountAssigned = defineAssignment("account");
