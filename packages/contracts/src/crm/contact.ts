import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { emailSchema, lineSchema, phoneInputSchema, textSchema } from "../kernel/text.ts";
import { changesSchema, versionSchema } from "./record.ts";

export const contactPermissions = definePermissions("crm.contact", {
  read: { description: "See contacts", roles: staff },
  write: { description: "Add and change contacts", roles: office },
  remove: { description: "Remove contacts and bring them back", roles: office },
  export: { description: "Export contacts", roles: office },
});

export const contactSortFields = ["name", "createdAt", "updatedAt"] as const;

export const contactFilter = z.object({
  accountId: z.array(idSchema).max(50),
  ownerId: z.array(idOrNoneSchema).max(50),
  tagId: z.array(idSchema).max(50),
  createdAt: dayRangeSchema,
});

export const listContactsInput = listInput(contactSortFields, contactFilter);
export type ListContactsInput = z.infer<typeof listContactsInput>;

export const countContactsInput = listContactsInput.pick({ search: true, filter: true });
export type CountContactsInput = z.infer<typeof countContactsInput>;

export const exportContactsInput = listContactsInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportContactsInput = z.infer<typeof exportContactsInput>;

const contactFields = {
  firstName: z.string().trim().max(100, "Use at most 100 characters"),
  lastName: z.string().trim().max(100, "Use at most 100 characters"),
  jobTitle: lineSchema(),
  /** The primary one first. */
  emails: z
    .array(emailSchema)
    .max(20, "Keep at most 20 addresses")
    .refine((emails) => new Set(emails).size === emails.length, "The same address stands here twice"),
  phone: phoneInputSchema,
  description: textSchema(),
  accountId: idSchema.nullable(),
  /** Left out: the person who adds it. `null`: nobody. */
  ownerId: idSchema.nullable(),
  tagIds: z.array(idSchema).max(50),
};

/** That a contact has a name at all is the service's to say: an update may bring one half of it. */
export const createContactInput = z.object(contactFields).partial();
export type CreateContactInput = z.infer<typeof createContactInput>;

export const updateContactInput = z.object(contactFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateContactInput = z.infer<typeof updateContactInput>;

export const updateManyContactsInput = idsInput.extend({
  ownerId: contactFields.ownerId.optional(),
  accountId: contactFields.accountId.optional(),
  addTagIds: contactFields.tagIds.optional(),
  removeTagIds: contactFields.tagIds.optional(),
});
export type UpdateManyContactsInput = z.infer<typeof updateManyContactsInput>;

export const contactCreated = defineEvent("crm.contact.created", z.object({ name: z.string() }));
export const contactUpdated = defineEvent("crm.contact.updated", z.object({ changes: changesSchema }));
export const contactRemoved = defineEvent("crm.contact.removed", z.object({ name: z.string() }));
export const contactRestored = defineEvent("crm.contact.restored", z.object({ name: z.string() }));
