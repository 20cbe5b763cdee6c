import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { currencySchema } from "../kernel/money.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import { changesSchema } from "../kernel/record.ts";
import { roles } from "../kernel/role.ts";
import { nameSchema } from "../kernel/text.ts";

export const tenantPermissions = definePermissions("org.tenant", {
  read: { description: "See the organisation's name and regional settings", roles },
  update: { description: "Change the organisation's name and regional settings", roles: administrators },
  secure: { description: "See and change how people must sign in", roles: administrators },
  delete: { description: "Remove the organisation, and take that back", roles: ["owner"] },
});

/** Lower-case letters, digits and inner hyphens: it becomes a DNS label and a path segment. */
export const tenantSlugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, "Use 3 to 40 lower-case letters, digits or hyphens");

/**
 * Addresses no organisation gets. Web and admin serve paths of these names beside `/<organisation>`, browsers and mail
 * servers give some host names a meaning of their own, and `www.` or `support.` in a stranger's hands would pass for us.
 */
export const reservedTenantSlugs: ReadonlySet<string> = new Set([
  // Paths of the screens and of the API.
  ...["_next", "account", "accounts", "api", "auth", "health", "invitation", "invitations", "metrics", "organisation"],
  ...["forgot-password", "impersonate", "new-organisation"],
  ...["operator", "reset-password", "sign-in", "sign-out", "sign-up", "static", "trpc", "verify-email"],
  // Modules: `/crm` must never be somebody's organisation.
  ...[
    "approvals",
    "billing",
    "calendars",
    "chat",
    "commerce",
    "crm",
    "desk",
    "files",
    "finance",
    "notifications",
    "org",
    "people",
    "projects",
    "time",
    "user",
    "users",
  ],
  // Host names of the platform, of mail (RFC 2142) and of the browser's own discovery (RFC 6762, WPAD).
  ...[
    "abuse",
    "admin",
    "app",
    "assets",
    "autoconfig",
    "autodiscover",
    "blog",
    "cdn",
    "docs",
    "ftp",
    "help",
    "hostmaster",
  ],
  ...[
    "imap",
    "isatap",
    "localhost",
    "mail",
    "noreply",
    "no-reply",
    "ns1",
    "ns2",
    "pop",
    "postmaster",
    "root",
    "security",
  ],
  ...["smtp", "ssl", "status", "steward", "support", "system", "webmaster", "wpad", "www"],
]);

/** The address of an organisation that is to be made. */
export const newTenantSlugSchema = tenantSlugSchema.refine(
  (slug) => !reservedTenantSlugs.has(slug) && !slug.startsWith("xn--"),
  "This address is reserved; choose another",
);

export const timeZoneSchema = z
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

const tenantFields = {
  name: nameSchema("Give the organisation a name", 120),
  currency: currencySchema,
  locale: localeSchema,
  timeZone: timeZoneSchema,
  country: z.string().regex(/^[A-Z]{2}$/, "Use a two-letter country code"),
};

/** Without a slug it is made from the name, and numbered where that is taken. */
export const createTenantInput = z.object({ ...tenantFields, slug: newTenantSlugSchema.optional() });
export type CreateTenantInput = z.infer<typeof createTenantInput>;

/** A name, or an address as somebody types it: which address a new organisation could have. */
export const suggestAddressInput = z.object({ text: z.string().trim().min(1).max(120) });
export type SuggestAddressInput = z.infer<typeof suggestAddressInput>;

export const updateTenantInput = z.object(tenantFields).partial();
export type UpdateTenantInput = z.infer<typeof updateTenantInput>;

/** A host name alone: `acme.com`, not an address or a wildcard. */
const emailDomainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, "Use at most 253 characters")
  .regex(/^([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, "Enter a domain such as acme.com");

export const maxSessionHoursLimit = 24 * 90;

export const updateSecurityInput = z
  .object({
    /** Members without a second factor may do nothing here but set one up. */
    requireSecondFactor: z.boolean(),
    /** Hours after signing in; null for as long as a session lives. */
    maxSessionHours: z
      .number()
      .int()
      .min(1, "Leave at least one hour")
      .max(maxSessionHoursLimit, "Leave at most 90 days")
      .nullable(),
    /** Invitations go to these domains only; empty for any. */
    allowedEmailDomains: z.array(emailDomainSchema).max(50, "Name at most 50 domains"),
  })
  .partial();
export type UpdateSecurityInput = z.infer<typeof updateSecurityInput>;

/** The organisation's address, typed by the person who wants it gone. */
export const requestDeletionInput = z.object({ slug: tenantSlugSchema });
export type RequestDeletionInput = z.infer<typeof requestDeletionInput>;

export const restoreTenantInput = z.object({ slug: tenantSlugSchema });

/** Between asking for an organisation's removal and its removal. */
export const deletionGraceDays = 30;
/** Organisations one person may own: enough for an accountant with many clients, too few for a flood. */
export const maxOwnedTenants = 20;

export type TenantReason =
  | "tenant.slug_taken"
  | "tenant.too_many"
  | "tenant.email_unverified"
  | "tenant.own_second_factor_first"
  | "tenant.slug_mismatch"
  | "tenant.not_being_removed";

export const tenantCreated = defineEvent("org.tenant.created", z.object({ name: z.string(), slug: z.string() }));
export const tenantUpdated = defineEvent("org.tenant.updated", z.object({ changes: changesSchema }));
export const tenantSecurityUpdated = defineEvent("org.tenant.securityUpdated", z.object({ changes: changesSchema }));
export const tenantDeletionRequested = defineEvent(
  "org.tenant.deletionRequested",
  z.object({ purgeAfter: z.iso.datetime() }),
);
export const tenantRestored = defineEvent("org.tenant.restored", z.object({}));
export const tenantSuspended = defineEvent("org.tenant.suspended", z.object({ reason: z.string() }));
export const tenantResumed = defineEvent("org.tenant.resumed", z.object({}));
