import { roles } from "@steward/contracts/kernel/role";
import { sql } from "drizzle-orm";
import { foreignKey, index, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { user } from "../auth/user.ts";
import { nameText } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { customRole } from "./custom-role.ts";

/** A person's place in one organisation. Name and e-mail stand here so that tenant code never reads the global user. */
export const member = tenantTable(
  "member",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text("role", { enum: roles }).notNull(),
    /** A role of the organisation's own making; it then decides, and `role` is only what it is closest to. */
    customRoleId: uuid("custom_role_id"),
    name: nameText("name").notNull(),
    email: text("email").notNull(),
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    /** Set while an operator shuts the person out of everything: the same for their colleagues, and nobody's here to end. */
    shutOutAt: timestamp("shut_out_at", { withTimezone: true }),
    /** The row stays: records name who made them. An invitation brings the person back. */
    removedAt: timestamp("removed_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.customRoleId],
      foreignColumns: [customRole.tenantId, customRole.id],
    }),
    index("member_custom_role").on(t.tenantId, t.customRoleId),
    uniqueIndex("member_user").on(t.tenantId, t.userId),
    index("member_of_user").on(t.userId),
    index("member_name").on(t.tenantId, t.name, t.id),
    uniqueIndex("member_email").on(t.tenantId, sql`lower(${t.email})`),
  ],
  { system: "write" },
);
