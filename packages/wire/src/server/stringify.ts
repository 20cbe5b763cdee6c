import superjson from "superjson";
import { dateText, isArrayIndex, memberKey, quote } from "./json-text.ts";

/**
 * A value as JSON in superjson's format, `{"json":…,"meta":…}`, written in one walk: byte for byte what
 * `superjson.stringify(value)` gives, which walks, copies, annotates and then stringifies. What is rare (class instances,
 * errors, symbols, functions, cycles) is left to superjson itself, so that there is one truth about it.
 *
 * Three differences, all on purpose:
 * - A `Buffer` is written as the `Uint8Array` it is. superjson names its class, and no client can read that.
 * - An object that stands in several places is noted as one (`referentialEqualities`), but not where it stands inside a
 *   map or a set: superjson writes such notes and then reads them wrongly or not at all. There it is read as equal objects.
 * - Members that an array carries beside its elements are not annotated, because JSON drops them.
 *
 * Nothing may be registered with superjson's default instance (classes, symbols, custom transformers): the walk does not
 * ask for it. @throws what superjson throws, for instance on a member called `constructor`.
 */
export function stringify(value: unknown): string {
  try {
    return new Walk().write(value);
  } catch (error) {
    if (error !== unusual) throw error;
    return superjson.stringify(value);
  }
}

/** Thrown where the walk meets what it leaves to superjson; made once, because a stack costs more than the walk. */
const unusual = new Error("left to superjson");

const wholeNumbers: ReadonlySet<unknown> = new Set(
  [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Uint8ClampedArray].map((c) => c.prototype),
);

/**
 * `path` is the way from the root to a value, `tree` the way from the last map or set to it, each with its keys escaped
 * and a dot behind every one: annotations of a map's members stand inside the map's own.
 */
class Walk {
  #json = "";
  /** The members of the annotation tree that is being written. */
  #annotations = "";
  /** Where each value was met first; null for a place inside a map or a set. */
  readonly #places = new Map<unknown, string | null>();
  readonly #ancestors: unknown[] = [];
  #repeats: Map<unknown, string[]> | undefined;
  /** Above zero inside a value that has been met before: superjson names the repetition, not what is in it. */
  #inRepeat = 0;
  /** Above zero inside a map or a set. */
  #inInner = 0;

  write(root: unknown): string {
    const type = this.#value(root, "", "");
    const values = type ?? (this.#annotations === "" ? "" : `{${this.#annotations}}`);
    const equalities = this.#equalities();
    if (values === "" && equalities === "") return `{"json":${this.#json}}`;
    const members = [values && `"values":${values}`, equalities && `"referentialEqualities":${equalities}`, '"v":1'];
    return `{"json":${this.#json},"meta":{${members.filter((member) => member !== "").join(",")}}}`;
  }

  /** Writes one value; answers its annotation where it is of a type that JSON does not have. */
  #value(value: unknown, path: string, tree: string): string | undefined {
    switch (typeof value) {
      case "string":
        this.#json += quote(value);
        return undefined;
      case "number":
        return this.#number(value, path);
      case "boolean":
        this.#json += value ? "true" : "false";
        return undefined;
      case "undefined":
        this.#json += "null";
        return '["undefined"]';
      case "bigint":
        this.#meet(value, path);
        this.#json += `"${value}"`;
        return '["bigint"]';
      case "object":
        if (value !== null) return this.#object(value, path, tree);
        this.#json += "null";
        return undefined;
      default:
        throw unusual;
    }
  }

  #number(value: number, path: string): string | undefined {
    if (Number.isFinite(value) && !Object.is(value, -0)) {
      this.#json += value;
      return undefined;
    }
    // Of all numbers only NaN has an identity for superjson, because it is not one of its primitives.
    if (Number.isNaN(value)) this.#meet(value, path);
    this.#json += Object.is(value, -0) ? '"-0"' : `"${value}"`;
    return '["number"]';
  }

  #object(value: object, path: string, tree: string): string | undefined {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Date.prototype) return this.#date(value as Date, path);
    const isRepeat = this.#meet(value, path);
    if (isRepeat) {
      if (this.#ancestors.includes(value)) throw unusual;
      this.#inRepeat += 1;
    }
    const annotation = this.#compound(value, prototype, path, tree);
    if (isRepeat) this.#inRepeat -= 1;
    return annotation;
  }

  #compound(value: object, prototype: unknown, path: string, tree: string): string | undefined {
    if (Array.isArray(value)) return this.#array(value, value, path, tree);
    if (prototype === Object.prototype || prototype === null) return this.#record(value, path, tree);
    if (prototype === Map.prototype) return this.#inner("map", value, [...(value as Map<unknown, unknown>)], path);
    if (prototype === Set.prototype) return this.#inner("set", value, [...(value as Set<unknown>)], path);
    if (ArrayBuffer.isView(value)) return this.#bytes(value, prototype);
    if (prototype === URL.prototype) return this.#text(String(value), '["URL"]');
    if (prototype === RegExp.prototype) return this.#text(String(value), '["regexp"]');
    throw unusual;
  }

  #text(text: string, annotation: string): string {
    this.#json += quote(text);
    return annotation;
  }

  #date(value: Date, path: string): string {
    // An invalid date is none for superjson either.
    if (Number.isNaN(value.getTime())) throw unusual;
    this.#meet(value, path);
    this.#json += dateText(value);
    return '["Date"]';
  }

  #bytes(value: object, prototype: unknown): string {
    if (prototype === Buffer.prototype || wholeNumbers.has(prototype)) {
      this.#json += `[${(value as Uint8Array).join(",")}]`;
      return `[["typed-array","${prototype === Buffer.prototype ? "Uint8Array" : value.constructor.name}"]]`;
    }
    if (prototype !== Float32Array.prototype && prototype !== Float64Array.prototype) throw unusual;
    // What is no number in it is null in superjson's output, too.
    this.#json += JSON.stringify([...(value as Float64Array)]);
    return `[["typed-array","${value.constructor.name}"]]`;
  }

  /** A map's entries or a set's members: an array whose annotations form a tree of their own. */
  #inner(type: "map" | "set", owner: object, members: unknown[], path: string): string {
    const outer = this.#annotations;
    this.#annotations = "";
    this.#inInner += 1;
    this.#array(owner, members, path, "");
    this.#inInner -= 1;
    const inner = this.#annotations;
    this.#annotations = outer;
    return inner === "" ? `["${type}"]` : `["${type}",{${inner}}]`;
  }

  #array(owner: object, members: readonly unknown[], path: string, tree: string): undefined {
    this.#ancestors.push(owner);
    this.#json += "[";
    let head = this.#annotations.length;
    for (let index = 0; index < members.length; index += 1) {
      const member = members[index];
      if (member === undefined && !(index in members)) throw unusual;
      if (index > 0) this.#json += ",";
      const annotation =
        typeof member === "object" && member !== null
          ? this.#object(member, `${path}${index}.`, `${tree}${index}.`)
          : this.#value(member, `${path}${index}.`, "");
      if (annotation !== undefined) head = this.#annotateFirst(head, `${tree}${index}`, annotation);
    }
    this.#json += "]";
    this.#ancestors.pop();
    return undefined;
  }

  #record(value: object, path: string, tree: string): undefined {
    const members = value as Record<string, unknown>;
    this.#ancestors.push(value);
    let separator = "{";
    let head = this.#annotations.length;
    for (const name of Object.keys(members)) {
      const key = memberKey(name);
      if (key.isRefused) throw unusual;
      this.#json += separator + key.json;
      separator = ",";
      const member = members[name];
      if (typeof member === "string") {
        this.#json += quote(member);
        continue;
      }
      const annotation = this.#value(member, path + key.step, tree + key.step);
      if (annotation === undefined) continue;
      if (isArrayIndex(name)) head = this.#annotateFirst(head, tree + name, annotation);
      else this.#annotate(tree + key.escaped, annotation);
    }
    this.#json += separator === "{" ? "{}" : "}";
    this.#ancestors.pop();
    return undefined;
  }

  #annotate(path: string, annotation: string): void {
    this.#annotations += `${this.#annotations === "" ? "" : ","}${quote(path)}:${annotation}`;
  }

  /** JavaScript enumerates members whose names are array indices before all others, and so does superjson's output. */
  #annotateFirst(head: number, path: string, annotation: string): number {
    const rest = this.#annotations.slice(head);
    this.#annotations = this.#annotations.slice(0, head);
    this.#annotate(path, annotation);
    const end = this.#annotations.length;
    this.#annotations += head === 0 && rest !== "" ? `,${rest}` : rest;
    return end;
  }

  /** Remembers where a value was met; answers whether it has been met before. */
  #meet(value: unknown, path: string): boolean {
    if (this.#inRepeat > 0) return false;
    const place = this.#inInner > 0 ? null : path;
    const first = this.#places.get(value);
    if (first === undefined) {
      this.#places.set(value, place);
      return false;
    }
    if (place === null) return true;
    this.#repeats ??= new Map();
    const paths = this.#repeats.get(value);
    if (paths) paths.push(place);
    else this.#repeats.set(value, first === null ? [place] : [first, place]);
    return true;
  }

  /** The values that were met more than once, the shortest path of each first. */
  #equalities(): string {
    if (!this.#repeats) return "";
    const result: Record<string, string[]> = {};
    for (const value of this.#places.keys()) {
      const paths = this.#repeats.get(value) ?? [];
      if (paths.length < 2) continue;
      const [shortest = "", ...others] = paths.toSorted((a, b) => steps(a) - steps(b)).map((path) => path.slice(0, -1));
      result[shortest] = others;
    }
    const text = JSON.stringify(result);
    return text === "{}" ? "" : text;
  }
}

/** The keys in a path; a dot that belongs to a key has a backslash before it, and a backslash another one. */
function steps(path: string): number {
  return path.replace(/\\./gs, "").split(".").length;
}
