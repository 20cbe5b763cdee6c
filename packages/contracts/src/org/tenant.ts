import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { currencySchema } from "../kernel/money.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import { roles } from "../kernel/role.ts";

export const tenantPermissions = definePermissions("org.tenant", {
  read: { description: "See the organisation's name and regional settings", roles },
  update: { description: "Change the organisation's name and regional settings", roles: administrators },
});

/** Lower-case letters, digits and inner hyphens: it becomes a DNS label and a path segment. */
export const tenantSlugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, "Use 3 to 40 lower-case letters, digits or hyphens");

const timeZoneSchema = z
  .string()
  .max(64)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, "Unknown time zone");

const localeSchema = z
  .string()
  .max(35)
  .refine((locale) => {
    try {
      return Intl.getCanonicalLocales(locale).length === 1;
    } catch {
      return false;
    }
  }, "Unknown language tag");

export const updateTenantInput = z.object({
  name: z.string().trim().min(1, "Give the organisation a name").max(120).optional(),
  currency: currencySchema.optional(),
  locale: localeSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Use a two-letter country code")
    .optional(),
});
export type UpdateTenantInput = z.infer<typeof updateTenantInput>;

export const tenantUpdated = defineEvent(
  "org.tenant.updated",
  z.object({ changed: z.record(z.string(), z.unknown()) }),
);
