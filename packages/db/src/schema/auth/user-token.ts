import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly, user } from "./user.ts";

export const userTokenPurposes = ["verifyEmail", "resetPassword", "handover"] as const;

/** A secret sent to a person that does one thing once, until it expires; only its SHA-256 is stored. */
export const userToken = pgTable(
  "user_token",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    purpose: text("purpose", { enum: userTokenPurposes }).notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The session a `handover` passes to the browser. */
    sessionId: uuid("session_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    usedAt: timestamp("used_at", { withTimezone: true }),
  },
  (t) => [
    index("user_token_user").on(t.userId, t.purpose),
    index("user_token_expiry").on(t.expiresAt),
    systemOnly("user_token"),
  ],
);
