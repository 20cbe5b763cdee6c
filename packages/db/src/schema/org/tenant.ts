import { sql } from "drizzle-orm";
import { boolean, check, integer, pgPolicy, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { appRole, systemRole } from "../kernel/role.ts";

const self = sql`id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)`;

/** An organisation. Global: the one table whose rows *are* tenants; the app's role sees only its own. */
export const tenant = pgTable(
  "tenant",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    currency: text("currency").notNull().default("USD"),
    locale: text("locale").notNull().default("en"),
    timeZone: text("time_zone").notNull().default("UTC"),
    /** ISO 3166-1 alpha-2; phone numbers without a country code are read as of this country. */
    country: text("country").notNull().default("US"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    suspendedAt: timestamp("suspended_at", { withTimezone: true }),
    /** Set while the organisation waits to be removed for good; until then an owner can take it back. */
    purgeAfter: timestamp("purge_after", { withTimezone: true }),
    /** The organisation's own host name; it leads here once `customDomainVerifiedAt` is set. */
    customDomain: text("custom_domain"),
    /** What the organisation publishes in its DNS to show that the host name is theirs. */
    customDomainToken: text("custom_domain_token"),
    customDomainVerifiedAt: timestamp("custom_domain_verified_at", { withTimezone: true }),
    /** Members without a second factor may do nothing here but set one up. */
    requireSecondFactor: boolean("require_second_factor").notNull().default(false),
    /** How long after signing in a member signs in again to work here; null for as long as a session lives. */
    maxSessionHours: integer("max_session_hours"),
    /** Invitations go to these domains only; empty for any. */
    allowedEmailDomains: text("allowed_email_domains").array().notNull().default(sql`'{}'`),
  },
  (t) => [
    // Two may claim a name; only one can have proved that it is theirs.
    uniqueIndex("tenant_custom_domain").on(t.customDomain).where(sql`custom_domain_verified_at is not null`),
    check("tenant_slug_format", sql`slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'`),
    pgPolicy("tenant_self", { for: "all", to: appRole, using: self, withCheck: self }),
    pgPolicy("tenant_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);
