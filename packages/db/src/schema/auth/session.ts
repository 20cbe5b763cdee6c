import { boolean, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly, user } from "./user.ts";

/** One sign-in: of a browser (next-auth), or of another client (a family of refresh tokens). */
export const session = pgTable(
  "session",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["browser", "token"] }).notNull(),
    /** How the person showed who they are: `password`, a provider's id, `impersonation`. */
    method: text("method").notNull().default("password"),
    /** Whether a second factor was asked for and given. */
    secondFactor: boolean("second_factor").notNull().default(false),
    userAgent: text("user_agent"),
    /** Where the sign-in came from. */
    clientAddress: text("client_address"),
    /** Written at most once a minute. */
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull().defaultNow(),
    /** The operator who acts as this person; the session is then short and may not touch their credentials. */
    impersonatorId: uuid("impersonator_id").references(() => user.id, { onDelete: "cascade" }),
    impersonationReason: text("impersonation_reason"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [
    index("session_user").on(t.userId),
    index("session_expiry").on(t.expiresAt),
    index("session_impersonator").on(t.impersonatorId),
    systemOnly("session"),
  ],
);
