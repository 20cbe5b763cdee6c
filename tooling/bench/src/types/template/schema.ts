import type { ResourceNames } from "./names.ts";

export const schemaKernel = `import { pgTable, timestamp, uuid } from "drizzle-orm/pg-core";

export const tenantColumns = {
  tenantId: uuid("tenant_id").notNull(),
  id: uuid("id").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  deletedAt: timestamp("deleted_at", { withTimezone: true }),
};

export const member = pgTable("member", { ...tenantColumns });
`;

export const databaseIndex = (
  names: readonly ResourceNames[],
) => `import type { NodePgDatabase } from "drizzle-orm/node-postgres";

export type Db = Pick<NodePgDatabase, "select" | "insert" | "update" | "delete" | "execute">;
${names.map(({ name }) => `export * from "./${name}.ts";`).join("\n")}
`;

/** How a resource is stored. */
export const schemaOf = ({
  name,
  type,
}: ResourceNames) => `import { ${name}Status } from "@generated/contracts/${name}";
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { member, tenantColumns } from "./kernel.ts";

export const ${name} = pgTable(
  "${name}",
  {
    ...tenantColumns,
    name: text("name").notNull(),
    email: text("email"),
    phone: text("phone"),
    status: text("status", { enum: ${name}Status }).notNull().default("draft"),
    amountMinor: bigint("amount_minor", { mode: "number" }),
    currency: text("currency").notNull().default("EUR"),
    priority: integer("priority").notNull().default(0),
    notes: text("notes"),
    dueAt: timestamp("due_at", { withTimezone: true }),
    ownerId: uuid("owner_id"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [member.tenantId, member.id] }),
    index("${name}_name").on(t.tenantId, t.name, t.id),
    index("${name}_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

/** A row as it is stored. */
export type ${type}Row = typeof ${name}.$inferSelect;
`;
