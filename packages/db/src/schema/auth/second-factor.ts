import { bigint, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly, user } from "./user.ts";

/** A person's authenticator app (TOTP, RFC 6238). */
export const secondFactor = pgTable(
  "second_factor",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The shared secret, encrypted under a key derived from the installation's secret. */
    sealedSecret: text("sealed_secret").notNull(),
    /** Null while the person has not yet shown a code from it. */
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    /** The newest time step whose code was accepted: a code works once (RFC 6238, section 5.2). */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  () => [systemOnly("second_factor")],
);

/** A code that replaces the authenticator once; only a hash is stored. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    usedAt: timestamp("used_at", { withTimezone: true }),
  },
  (t) => [index("recovery_code_user").on(t.userId, t.codeHash), systemOnly("recovery_code")],
);
