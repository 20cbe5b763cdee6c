import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { definePermissions, managers, staff } from "../kernel/permission.ts";

export const savedViewPermissions = definePermissions("org.savedView", {
  read: { description: "Use saved views of lists", roles: staff, rows: { reach: "ownOrShared" } },
  write: { description: "Keep and change one's own saved views", roles: staff, rows: { reach: "own" } },
  share: { description: "Share saved views with everyone", roles: managers },
});

const addressSchema = z.string().regex(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/);
const viewNameSchema = z.string().trim().min(1, "Name the view").max(80);

/** What a view remembers; each list reads the members it knows and ignores the rest. */
export const savedViewStateSchema = z.object({
  search: z.string().max(200).optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
  sort: z.object({ field: z.string().max(64), direction: z.enum(["asc", "desc"]) }).optional(),
  /** Columns left out. */
  hidden: z.array(z.string().max(64)).max(100).optional(),
});
export type SavedViewState = z.infer<typeof savedViewStateSchema>;

export const listSavedViewsInput = z.object({ address: addressSchema });
export const createSavedViewInput = z.object({
  address: addressSchema,
  name: viewNameSchema,
  shared: z.boolean().default(false),
  state: savedViewStateSchema,
});
export type CreateSavedViewInput = z.infer<typeof createSavedViewInput>;
export const updateSavedViewInput = z.object({
  id: idSchema,
  name: viewNameSchema.optional(),
  shared: z.boolean().optional(),
  state: savedViewStateSchema.optional(),
});
export type UpdateSavedViewInput = z.infer<typeof updateSavedViewInput>;
