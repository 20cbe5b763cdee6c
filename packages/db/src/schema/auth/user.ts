import { sql } from "drizzle-orm";
import { boolean, pgPolicy, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemRole } from "../kernel/role.ts";

export const systemOnly = (table: string) =>
  pgPolicy(`${table}_system`, { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` });

/** A person who signs in; global, because one person may belong to several organisations. */
export const user = pgTable(
  "user",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** When the person proved that the address is theirs; until then nobody signs in with it. */
    emailVerifiedAt: timestamp("email_verified_at", { withTimezone: true }),
    /** PHC string of argon2id; null for a person who signs in through a provider only. */
    passwordHash: text("password_hash"),
    /** Works the operator's console: sees all tenants' metadata, no tenant's records. */
    operator: boolean("operator").notNull().default(false),
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [uniqueIndex("user_email").on(sql`lower(${t.email})`), systemOnly("user")],
);
