import {
  Column,
  getTableName,
  is,
  isView,
  Name,
  Param,
  Placeholder,
  SQL,
  type SQLWrapper,
  Subquery,
  Table,
} from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { type Query, StringChunk } from "drizzle-orm/sql";

/**
 * Writes statements as drizzle does, letter by letter the same, in one walk over their chunks. drizzle's own makes an
 * object, an array and a copy of its settings for every chunk and joins them level by level, which is what a call of the
 * product spent most on after the database. What is rare (views, enums, values written into the text) is left to
 * drizzle itself.
 */
export class StatementDialect extends PgDialect {
  override sqlToQuery(statement: SQL, invokeSource?: "indexes"): Query {
    const writer = new StatementWriter();
    const isWritten = invokeSource === undefined && writer.write(statement);
    return isWritten ? { sql: writer.text, params: writer.params } : super.sqlToQuery(statement, invokeSource);
  }
}

type Kind =
  | "text"
  | "name"
  | "sql"
  | "table"
  | "column"
  | "param"
  | "aliased"
  | "subquery"
  | "wrapper"
  | "value"
  | null;

/** What a chunk is by its class, asked in drizzle's order; null is for what is left to it. */
const kinds = new WeakMap<object, Kind>();

function kindOf(chunk: object): Kind {
  const prototype: unknown = Object.getPrototypeOf(chunk);
  if (typeof prototype !== "object" || prototype === null) return null;
  const known = kinds.get(prototype);
  if (known !== undefined) return known;
  const kind = kindOfClass(chunk, prototype);
  kinds.set(prototype, kind);
  return kind;
}

function kindOfClass(chunk: object, prototype: object): Kind {
  if (is(chunk, StringChunk)) return "text";
  if (is(chunk, Name)) return "name";
  if (is(chunk, SQL)) return "sql";
  if (is(chunk, Table)) return "table";
  if (is(chunk, Column)) return "column";
  if (isView(chunk) || is(chunk, Placeholder)) return null;
  if (is(chunk, Param)) return "param";
  if (is(chunk, SQL.Aliased)) return "aliased";
  if (is(chunk, Subquery)) return "subquery";
  return "getSQL" in prototype ? "wrapper" : "value";
}

/** Under this symbol drizzle keeps a table's schema; ours have none. */
const schemaKey = Symbol.for("drizzle:Schema");

class StatementWriter {
  text = "";
  readonly params: unknown[] = [];

  /** Answers false where something is in it that is left to drizzle. */
  write(statement: SQL): boolean {
    if ((statement as unknown as { shouldInlineParams?: boolean }).shouldInlineParams) return false;
    for (const chunk of statement.queryChunks) if (!this.#chunk(chunk)) return false;
    return true;
  }

  #chunk(chunk: unknown): boolean {
    if (chunk === undefined) return true;
    if (typeof chunk === "function") return false;
    if (typeof chunk !== "object" || chunk === null) return this.#param(chunk);
    if (Array.isArray(chunk)) return this.#list(chunk);
    switch (kindOf(chunk)) {
      case "text":
        for (const part of (chunk as StringChunk).value) this.text += part;
        return true;
      case "name":
        return this.#name((chunk as Name).value);
      case "sql":
        return this.write(chunk as SQL);
      case "table":
        return this.#table(chunk as Table);
      case "column":
        return this.#column(chunk as Column);
      case "param":
        return this.#encoded(chunk as Param);
      case "aliased": {
        const { fieldAlias } = chunk as SQL.Aliased;
        return fieldAlias !== undefined && this.#name(fieldAlias);
      }
      case "subquery":
        return this.#subquery(chunk as Subquery);
      case "wrapper":
        return this.#wrapper(chunk as Wrapper);
      case "value":
        return !("getSQL" in chunk) && this.#param(chunk);
      default:
        return false;
    }
  }

  #name(name: string): true {
    this.text += quoted(name);
    return true;
  }

  #list(members: readonly unknown[]): boolean {
    this.text += "(";
    for (let index = 0; index < members.length; index += 1) {
      if (index > 0) this.text += ", ";
      if (!this.#chunk(members[index])) return false;
    }
    this.text += ")";
    return true;
  }

  #table(table: Table): boolean {
    return !hasSchema(table) && this.#name(getTableName(table));
  }

  #column({ table, name }: Column): boolean {
    if (hasSchema(table)) return false;
    this.text += `${quoted(getTableName(table))}.${quoted(name)}`;
    return true;
  }

  #encoded({ value, encoder }: Param): boolean {
    if (is(value, Placeholder)) return false;
    const mapped: unknown = value === null ? null : encoder.mapToDriverValue(value);
    return is(mapped, SQL) ? this.write(mapped) : this.#param(mapped);
  }

  #param(value: unknown): true {
    this.text += `$${this.params.push(value)}`;
    return true;
  }

  #subquery({ _: { sql, alias, isWith } }: Subquery): boolean {
    if (!isWith) {
      this.text += "(";
      if (!this.write(sql)) return false;
      this.text += ") ";
    }
    return this.#name(alias);
  }

  /** A query that stands in another one, or whatever else says of itself how it is written. */
  #wrapper(wrapper: Wrapper): boolean {
    if (wrapper.shouldOmitSQLParens?.()) return this.write(wrapper.getSQL());
    this.text += "(";
    if (!this.write(wrapper.getSQL())) return false;
    this.text += ")";
    return true;
  }
}

type Wrapper = SQLWrapper & { shouldOmitSQLParens?(): boolean };

const hasSchema = (table: Table): boolean => (table as unknown as Record<symbol, unknown>)[schemaKey] !== undefined;

const quoted = (name: string): string => `"${name.includes('"') ? name.replaceAll('"', '""') : name}"`;
