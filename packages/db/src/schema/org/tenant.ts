import { sql } from "drizzle-orm";
import { check, pgPolicy, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
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
  },
  () => [
    check("tenant_slug_format", sql`slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'`),
    pgPolicy("tenant_self", { for: "all", to: appRole, using: self, withCheck: self }),
    pgPolicy("tenant_system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);
