import { index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly, user } from "./user.ts";

/** An account with an identity provider that signs this person in. */
export const linkedAccount = pgTable(
  "linked_account",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** `google`, `microsoft`, `github`, `oidc`. */
    provider: text("provider").notNull(),
    /** The provider's own id of the person; never the e-mail address, which may pass to somebody else. */
    subject: text("subject").notNull(),
    email: text("email").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("linked_account_subject").on(t.provider, t.subject),
    index("linked_account_user").on(t.userId),
    systemOnly("linked_account"),
  ],
);
