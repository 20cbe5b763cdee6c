import { z } from "zod";

export const maxPageSize = 100;
export const defaultPageSize = 50;

/** One page of a keyset-paged list. `nextCursor` is opaque and null on the last page. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export const idSchema = z.uuid();
export const idInput = z.object({ id: idSchema });
/** Bulk actions take at most as many records as the largest page shows. */
export const idsInput = z.object({ ids: z.array(idSchema).min(1).max(maxPageSize) });

/**
 * The input every list procedure takes.
 *
 * @param sortable the columns a person may sort by; the first is the default, ascending unless
 *   `defaultDirection` says otherwise.
 * @param filter a zod object whose members are all optional.
 */
export function listInput<const Fields extends readonly [string, ...string[]], Filter extends z.ZodRawShape>(
  sortable: Fields,
  filter: z.ZodObject<Filter>,
  defaultDirection: "asc" | "desc" = "asc",
) {
  return z.object({
    search: z.string().trim().max(200).optional(),
    filter: filter.partial().default({} as never),
    sort: z
      .object({ field: z.enum(sortable), direction: z.enum(["asc", "desc"]) })
      .default({ field: sortable[0], direction: defaultDirection } as never),
    // A name of 200 characters of four bytes each, as base64url, with room to spare.
    cursor: z.string().max(4000).nullish(),
    limit: z.number().int().min(1).max(maxPageSize).default(defaultPageSize),
  });
}

export interface Sort<Field extends string = string> {
  field: Field;
  direction: "asc" | "desc";
}
