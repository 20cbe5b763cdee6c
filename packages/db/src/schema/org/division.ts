import { sql } from "drizzle-orm";
import { foreignKey, index, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "./member.ts";

/** A part of the organisation: a tree, at whose top stand the divisions without a parent. */
export const division = tenantTable(
  "division",
  { name: nameText("name").notNull(), parentId: uuid("parent_id"), ...revision() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
    // At the top, where there is no parent, names are told apart too.
    uniqueIndex("division_name").on(
      t.tenantId,
      sql`coalesce(${t.parentId}, '00000000-0000-0000-0000-000000000000')`,
      sql`lower(${t.name})`,
    ),
    index("division_parent").on(t.tenantId, t.parentId),
  ],
);

/** Who belongs to a division; a person may belong to several. */
export const divisionMember = tenantTable(
  "division_member",
  { divisionId: uuid("division_id").notNull(), memberId: uuid("member_id").notNull() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.divisionId], foreignColumns: [division.tenantId, division.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    uniqueIndex("division_member_pair").on(t.tenantId, t.divisionId, t.memberId),
    index("division_member_member").on(t.tenantId, t.memberId),
  ],
);
