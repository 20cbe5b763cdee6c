import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { lineSchema, nameSchema } from "../kernel/text.ts";
import { changesSchema, versionSchema } from "./record.ts";

export const locationPermissions = definePermissions("crm.location", {
  read: { description: "See the locations of accounts", roles: staff },
  write: { description: "Add and change locations", roles: office },
  remove: { description: "Remove locations and bring them back", roles: office },
});

export const listLocationsInput = listInput(["name", "createdAt"], z.object({ accountId: idSchema }));
export type ListLocationsInput = z.infer<typeof listLocationsInput>;

export const countLocationsInput = listLocationsInput.pick({ search: true, filter: true });
export type CountLocationsInput = z.infer<typeof countLocationsInput>;

const locationFields = {
  name: nameSchema("Name the location, such as “Head office”"),
  line1: lineSchema(),
  line2: lineSchema(),
  city: lineSchema(),
  region: lineSchema(),
  postcode: lineSchema(20),
  country: lineSchema(100),
  /** WGS 84 degrees. */
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  /** The one shown first; making one primary takes it from the account's other locations. */
  primary: z.boolean(),
};

export const createLocationInput = z
  .object(locationFields)
  .partial()
  .required({ name: true })
  .extend({ accountId: idSchema });
export type CreateLocationInput = z.infer<typeof createLocationInput>;

export const updateLocationInput = z.object(locationFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateLocationInput = z.infer<typeof updateLocationInput>;

export const locationCreated = defineEvent("crm.location.created", z.object({ name: z.string() }));
export const locationUpdated = defineEvent("crm.location.updated", z.object({ changes: changesSchema }));
export const locationRemoved = defineEvent("crm.location.removed", z.object({ name: z.string() }));
export const locationRestored = defineEvent("crm.location.restored", z.object({ name: z.string() }));
