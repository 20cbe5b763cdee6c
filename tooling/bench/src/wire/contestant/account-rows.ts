import type pg from "pg";
import { type Fixture, type ListName, reads, type Statement } from "../fixture-file.ts";

/**
 * Reading accounts by the product's own statements, as somebody writes it who uses `pg` directly. Rows arrive as arrays,
 * because the statements' columns share names.
 */
export interface AccountRows {
  list(send: Send, name: ListName): Promise<{ items: object[]; nextCursor: string | null }>;
  byId(send: Send, id: string): Promise<object | null>;
}

/** Sends a prepared statement; its answer's rows are arrays. */
export type Send = (query: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult<unknown[]>>;

/** @param change what a contestant without row level security adds to a statement */
export function accountRows(
  { statements }: Pick<Fixture, "statements">,
  change: (text: string) => string = (text) => text,
): AccountRows {
  const prepare = (name: string, { text, values }: Statement) => {
    const changed = change(text);
    return (given: readonly unknown[] = values): pg.QueryArrayConfig => ({
      name,
      text: changed,
      values: [...given],
      rowMode: "array",
    });
  };
  const pairOf = (name: ListName | "byId") => {
    const isTags = ({ text }: Statement) => text.includes(' from "crm_tagging" ');
    const tags = statements[name].find(isTags);
    const main = statements[name].find((statement) => !isTags(statement));
    if (!main || !tags || statements[name].length !== 2) {
      throw new Error(`The product no longer reads "${name}" in one statement and one for its tags.`);
    }
    return { main: prepare(`${name}_main`, main), tags: prepare(`${name}_tags`, tags) };
  };
  const names = Object.keys(reads) as ListName[];
  const lists = Object.fromEntries(names.map((name) => [name, { ...pairOf(name), limit: reads[name].limit }]));
  const byId = pairOf("byId");
  return {
    async list(send, name) {
      const list = lists[name];
      if (!list) throw new Error(`There is no list "${name}".`);
      const { rows } = await send(list.main());
      const page = rows.slice(0, list.limit);
      const tags = await send(list.tags([page.map((row) => row[0])]));
      const last = rows.length > list.limit ? page.at(-1) : undefined;
      const tagsOf = groupTags(tags.rows);
      return {
        items: page.map((row) => ({ ...summaryOf(row), tags: tagsOf.get(row[0]) ?? [] })),
        nextCursor: last ? Buffer.from(JSON.stringify([last.at(-2), last.at(-1)])).toString("base64url") : null,
      };
    },
    async byId(send, id) {
      const [found, tags] = await Promise.all([send(byId.main([id])), send(byId.tags([[id]]))]);
      const [row] = found.rows;
      if (!row) return null;
      const [foundedYear, description, aliases, ownerId, ownerName, parentId, parentName, ...counts] = row.slice(11);
      const [contactCount, locationCount, childCount] = counts;
      return {
        ...summaryOf([...row.slice(0, 11), ownerId, ownerName]),
        foundedYear,
        description,
        aliases,
        parent: parentId === null ? null : { id: parentId, name: parentName },
        contactCount,
        locationCount,
        childCount,
        tags: groupTags(tags.rows).get(id) ?? [],
      };
    },
  };
}

function summaryOf(row: readonly unknown[]): object {
  const [id, name, domain, email, phone, industry, employees, revenue, createdAt, updatedAt, version] = row;
  return {
    id,
    name,
    domain,
    email,
    phone,
    industry,
    employees,
    annualRevenueMinor: revenue === null ? null : Number(revenue),
    createdAt,
    updatedAt,
    version,
    owner: row[11] === null ? null : { id: row[11], name: row[12] },
  };
}

function groupTags(rows: readonly (readonly unknown[])[]): Map<unknown, object[]> {
  const found = new Map<unknown, object[]>();
  for (const [recordId, id, name, colour] of rows) {
    const tag = { id, name, colour };
    const tags = found.get(recordId);
    if (tags) tags.push(tag);
    else found.set(recordId, [tag]);
  }
  return found;
}
