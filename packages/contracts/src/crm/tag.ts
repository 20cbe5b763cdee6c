import { z } from "zod";
import { badgeColours } from "../kernel/colour.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, idsInput, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { nameSchema } from "../kernel/text.ts";
import { changesSchema, recordKindSchema, versionSchema } from "./record.ts";

export const tagPermissions = definePermissions("crm.tag", {
  read: { description: "See tags", roles: staff },
  write: { description: "Add, rename and remove tags", roles: office },
  apply: { description: "Put tags on records and take them off", roles: office },
});

export const listTagsInput = listInput(["name", "createdAt"], z.object({ colour: z.array(z.enum(badgeColours)) }));
export type ListTagsInput = z.infer<typeof listTagsInput>;

const tagFields = { name: nameSchema("Name the tag", 50), colour: z.enum(badgeColours) };

export const createTagInput = z.object(tagFields).partial().required({ name: true });
export type CreateTagInput = z.infer<typeof createTagInput>;

export const updateTagInput = z.object(tagFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateTagInput = z.infer<typeof updateTagInput>;

/** Adds and takes tags on many records of one kind at once; the caller also needs write on that kind. */
export const applyTagsInput = idsInput.extend({
  kind: recordKindSchema,
  add: z.array(idSchema).max(50).default([]),
  remove: z.array(idSchema).max(50).default([]),
});
export type ApplyTagsInput = z.infer<typeof applyTagsInput>;

export const tagCreated = defineEvent("crm.tag.created", z.object({ name: z.string() }));
export const tagUpdated = defineEvent("crm.tag.updated", z.object({ name: z.string(), changes: changesSchema }));
export const tagRemoved = defineEvent("crm.tag.removed", z.object({ name: z.string() }));
export const tagRestored = defineEvent("crm.tag.restored", z.object({ name: z.string() }));
