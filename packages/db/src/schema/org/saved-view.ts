import { boolean, foreignKey, index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { nameText } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "./member.ts";

/** A named state of a list (search, filter, sort, columns), kept by a member for themself or for everyone. */
export const savedView = tenantTable(
  "saved_view",
  {
    /** The list it belongs to: `crm.account`. */
    address: text("address").notNull(),
    name: nameText("name").notNull(),
    memberId: uuid("member_id").notNull(),
    shared: boolean("shared").notNull().default(false),
    state: jsonb("state").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    index("saved_view_list").on(t.tenantId, t.address, t.name),
    index("saved_view_member").on(t.tenantId, t.memberId),
  ],
);
