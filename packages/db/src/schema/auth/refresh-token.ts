import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { session } from "./session.ts";
import { systemOnly } from "./user.ts";

/** A refresh token of a session; only its SHA-256 is stored, and it is spent once. */
export const refreshToken = pgTable(
  "refresh_token",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => session.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    usedAt: timestamp("used_at", { withTimezone: true }),
    /** A digest of the client that spent it: for a moment the same client may ask again and gets the same successor. */
    usedBy: text("used_by"),
  },
  (t) => [index("refresh_token_session").on(t.sessionId), systemOnly("refresh_token")],
);
