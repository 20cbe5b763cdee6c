import { z } from "zod";
import { badgeColours } from "../kernel/colour.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { dayRangeSchema } from "../kernel/range.ts";
import { changesSchema, versionSchema } from "../kernel/record.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";

export const labelPermissions = definePermissions("projects.label", {
  read: { description: "See labels", roles: staff },
  write: { description: "Add and change labels", roles: office },
  remove: { description: "Remove labels and bring them back", roles: office },
});

export const labelSortFields = ["name", "createdAt", "updatedAt"] as const;

export const labelFilter = z.object({ createdAt: dayRangeSchema });

export const listLabelsInput = listInput(labelSortFields, labelFilter);
export type ListLabelsInput = z.infer<typeof listLabelsInput>;

export const countLabelsInput = listLabelsInput.pick({ search: true, filter: true });
export type CountLabelsInput = z.infer<typeof countLabelsInput>;

const labelFields = {
  name: nameSchema("Name the label", 50),
  colour: z.enum(badgeColours),
  description: textSchema(),
};

export const createLabelInput = z.object(labelFields).partial().required({ name: true });
export type CreateLabelInput = z.infer<typeof createLabelInput>;

export const updateLabelInput = z.object(labelFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateLabelInput = z.infer<typeof updateLabelInput>;

export const labelCreated = defineEvent("projects.label.created", z.object({ name: z.string() }));
export const labelUpdated = defineEvent("projects.label.updated", z.object({ changes: changesSchema }));
export const labelRemoved = defineEvent("projects.label.removed", z.object({ name: z.string() }));
export const labelRestored = defineEvent("projects.label.restored", z.object({ name: z.string() }));

/** Reasons this resource refuses with. */
export type LabelReason = "label.name_taken";
