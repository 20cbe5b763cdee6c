import type { ResourceNames } from "./names.ts";

export const contractKernel = `import { z } from "zod";

export type Permission = \`\${string}.\${"read" | "write" | "remove"}\`;

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export const idSchema = z.uuid();
export const idInput = z.object({ id: idSchema });
export const idsInput = z.object({ ids: z.array(idSchema).min(1).max(100) });

export function listInput<const Fields extends readonly [string, ...string[]], Filter extends z.ZodRawShape>(
  sortable: Fields,
  filter: z.ZodObject<Filter>,
) {
  return z.object({
    search: z.string().trim().max(200).optional(),
    filter: filter.partial().default({} as never),
    sort: z
      .object({ field: z.enum(sortable), direction: z.enum(["asc", "desc"]) })
      .default({ field: sortable[0], direction: "asc" } as never),
    cursor: z.string().max(4000).nullish(),
    limit: z.number().int().min(1).max(100).default(50),
  });
}
`;

/** What can be said of a resource. */
export const contractOf = ({ name, type }: ResourceNames) => `import { z } from "zod";
import { idSchema, listInput } from "./kernel.ts";

export const ${name}Status = ["draft", "open", "done"] as const;

const fields = {
  name: z.string().trim().min(1, "Enter a name").max(200),
  email: z.email().nullable(),
  phone: z.string().max(40).nullable(),
  status: z.enum(${name}Status),
  amountMinor: z.number().int().nullable(),
  currency: z.string().length(3),
  priority: z.number().int().min(0).max(5),
  notes: z.string().max(10_000).nullable(),
  dueAt: z.date().nullable(),
  ownerId: idSchema.nullable(),
};

export const list${type}Input = listInput(
  ["name", "createdAt", "dueAt"],
  z.object({ status: z.array(z.enum(${name}Status)), ownerId: z.array(idSchema), dueBefore: z.date() }),
);
export type List${type}Input = z.infer<typeof list${type}Input>;

export const count${type}Input = list${type}Input.pick({ search: true, filter: true });
export type Count${type}Input = z.infer<typeof count${type}Input>;

export const create${type}Input = z.object(fields).partial().required({ name: true });
export type Create${type}Input = z.infer<typeof create${type}Input>;

export const update${type}Input = z.object(fields).partial().extend({ id: idSchema, version: z.number().int().optional() });
export type Update${type}Input = z.infer<typeof update${type}Input>;

export const assign${type}Input = z.object({ ids: z.array(idSchema).min(1), ownerId: idSchema.nullable() });
export type Assign${type}Input = z.infer<typeof assign${type}Input>;

export const timeline${type}Input = z.object({ id: idSchema, cursor: z.string().nullish(), limit: z.number().int().default(30) });
export type Timeline${type}Input = z.infer<typeof timeline${type}Input>;
`;
