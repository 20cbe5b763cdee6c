import { article, type ResourceNames } from "../names.ts";

export function contract({ camel, pascal, pascals, address, words, plural }: ResourceNames): string {
  return `import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { dayRangeSchema } from "../kernel/range.ts";
import { changesSchema, versionSchema } from "../kernel/record.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";

export const ${camel}Permissions = definePermissions("${address}", {
  read: { description: "See ${plural}", roles: staff },
  write: { description: "Add and change ${plural}", roles: office },
  remove: { description: "Remove ${plural} and bring them back", roles: office },
});

export const ${camel}SortFields = ["name", "createdAt", "updatedAt"] as const;

export const ${camel}Filter = z.object({ createdAt: dayRangeSchema });

export const list${pascals}Input = listInput(${camel}SortFields, ${camel}Filter);
export type List${pascals}Input = z.infer<typeof list${pascals}Input>;

export const count${pascals}Input = list${pascals}Input.pick({ search: true, filter: true });
export type Count${pascals}Input = z.infer<typeof count${pascals}Input>;

const ${camel}Fields = {
  name: nameSchema("Name the ${words}"),
  description: textSchema(),
};

export const create${pascal}Input = z.object(${camel}Fields).partial().required({ name: true });
export type Create${pascal}Input = z.infer<typeof create${pascal}Input>;

export const update${pascal}Input = z.object(${camel}Fields).partial().extend({ id: idSchema, version: versionSchema });
export type Update${pascal}Input = z.infer<typeof update${pascal}Input>;

export const ${camel}Created = defineEvent("${address}.created", z.object({ name: z.string() }));
export const ${camel}Updated = defineEvent("${address}.updated", z.object({ changes: changesSchema }));
export const ${camel}Removed = defineEvent("${address}.removed", z.object({ name: z.string() }));
export const ${camel}Restored = defineEvent("${address}.restored", z.object({ name: z.string() }));

/** Reasons this resource refuses with. */
export type ${pascal}Reason = "${camel}.name_taken";
`;
}

export function schema({ camel, table, words }: ResourceNames): string {
  const sentence = `${article(words)} ${words}`;
  return `import { sql } from "drizzle-orm";
import { index, text, uniqueIndex } from "drizzle-orm/pg-core";
import { nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} of the organisation. */
export const ${camel} = tenantTable(
  "${table}",
  {
    name: nameText("name").notNull(),
    description: text("description"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    uniqueIndex("${table}_unique").on(t.tenantId, sql\`lower(\${t.name})\`).where(sql\`deleted_at is null\`),
    index("${table}_name").on(t.tenantId, t.name, t.id).where(sql\`deleted_at is null\`),
    index("${table}_created").on(t.tenantId, t.createdAt, t.id).where(sql\`deleted_at is null\`),
    index("${table}_updated").on(t.tenantId, t.updatedAt, t.id).where(sql\`deleted_at is null\`),
    searchIndex("${table}_search", t),
  ],
);
`;
}
