import { boolean, foreignKey, index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/**
 * Who owns customers and deals. Usually a member; imported sales teams also name people who do not sign in,
 * and a former colleague's deals keep their owner.
 */
export const salesperson = tenantTable(
  "crm_salesperson",
  {
    name: nameText("name").notNull(),
    email: text("email"),
    memberId: uuid("member_id"),
    managerName: text("manager_name"),
    office: text("office"),
    active: boolean("active").notNull().default(true),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("crm_salesperson_member").on(t.tenantId, t.memberId),
    index("crm_salesperson_name").on(t.tenantId, t.name, t.id),
  ],
);
