import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
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
    userAgent: text("user_agent"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [index("session_user").on(t.userId), index("session_expiry").on(t.expiresAt), systemOnly("session")],
);
