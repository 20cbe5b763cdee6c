import type { z } from "zod";

export interface SortState {
  field: string;
  direction: "asc" | "desc";
}

/** What a list shows, as far as a link can carry it. */
export interface ListAddress {
  search: string;
  filter: Record<string, unknown>;
  sort: SortState | undefined;
  view: string | undefined;
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

const filterPrefix = "f.";
const ownParams = ["q", "sort", "view"];
const maxSearchLength = 200;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** No condition at all: an empty list, a range without ends, nothing. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isBlank);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// Text stands as it is, so that links stay readable; only text that would read as a number, a boolean or null
// is quoted.
function print(value: unknown): string {
  return typeof value === "string" && !isJson(value) ? value : JSON.stringify(value);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function writeFilter(params: URLSearchParams, key: string, value: unknown): void {
  if (isBlank(value)) return;
  const name = `${filterPrefix}${key}`;
  if (Array.isArray(value)) for (const member of value) params.append(name, print(member));
  else if (isRecord(value)) {
    for (const [part, inner] of Object.entries(value))
      if (!isBlank(inner)) params.append(`${name}.${part}`, print(inner));
  } else params.append(name, print(value));
}

/** Writes a list's state over `base`, keeping parameters that are not its own. Defaults are left out. */
export function writeListAddress(base: URLSearchParams, state: ListAddress, defaultSort: SortState): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of base) {
    if (!ownParams.includes(name) && !name.startsWith(filterPrefix)) params.append(name, value);
  }
  if (state.search) params.set("q", state.search);
  for (const [key, value] of Object.entries(state.filter)) writeFilter(params, key, value);
  const { sort } = state;
  if (sort && (sort.field !== defaultSort.field || sort.direction !== defaultSort.direction)) {
    params.set("sort", `${sort.direction === "desc" ? "-" : ""}${sort.field}`);
  }
  if (state.view) params.set("view", state.view);
  return params;
}

function parse(schema: z.core.$ZodType, value: unknown): { ok: boolean; data: unknown } {
  const answer = schema["~standard" as keyof typeof schema] as unknown as {
    validate: (value: unknown) => { issues?: unknown; value?: unknown } | Promise<unknown>;
  };
  const result = answer.validate(value);
  if (result instanceof Promise || result.issues) return { ok: false, data: undefined };
  return { ok: true, data: result.value };
}

function readRange(params: URLSearchParams, name: string): Record<string, unknown> | undefined {
  const parts: [string, unknown][] = [];
  for (const [param, text] of params) {
    if (param.startsWith(`${name}.`)) parts.push([param.slice(name.length + 1), read(text)]);
  }
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

// One occurrence may be a single value or a list of one, and text may be spelled like a number: the schema decides.
function candidates(params: URLSearchParams, key: string): unknown[] {
  const name = `${filterPrefix}${key}`;
  const range = readRange(params, name);
  const texts = params.getAll(name);
  const values = texts.map(read);
  const found: unknown[] = range ? [range] : [];
  if (texts.length === 1) found.push(values[0], texts[0]);
  if (texts.length > 0) found.push(values, texts);
  return found;
}

function readFilter(params: URLSearchParams, shape: Shape): Record<string, unknown> {
  const filter: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(shape)) {
    for (const candidate of candidates(params, key)) {
      const { ok, data } = parse(schema, candidate);
      if (!ok || isBlank(data)) continue;
      filter[key] = data;
      break;
    }
  }
  return filter;
}

/** Keeps of a stored filter what today's schema still understands. */
export function cleanFilter(filter: unknown, shape: Shape): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  if (!isRecord(filter)) return clean;
  for (const [key, schema] of Object.entries(shape)) {
    const { ok, data } = parse(schema, filter[key]);
    if (ok && !isBlank(data)) clean[key] = data;
  }
  return clean;
}

export function readSort(text: string | null, sortable: readonly string[]): SortState | undefined {
  const field = text?.replace(/^-/u, "");
  if (!text || !field || !sortable.includes(field)) return undefined;
  return { field, direction: text.startsWith("-") ? "desc" : "asc" };
}

/** Reads a list's state from a URL. What the schema refuses is dropped: a stale link opens, it never fails. */
export function readListAddress(params: URLSearchParams, shape: Shape, sortable: readonly string[]): ListAddress {
  return {
    search: (params.get("q") ?? "").trim().slice(0, maxSearchLength),
    filter: readFilter(params, shape),
    sort: readSort(params.get("sort"), sortable),
    view: params.get("view")?.slice(0, 100) || undefined,
  };
}
