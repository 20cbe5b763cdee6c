import { uuidv7 } from "@steward/db";
import { member, tenant } from "@steward/db/schema";
import { insertSampleRows, randomInputs, referencesTo, type TestTenant, tenantFingerprint } from "@steward/testing";
import { eq } from "drizzle-orm";
import { toAppError } from "../kernel/errors.ts";
import type { Harness } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

/** What random calls of one organisation's owner did to the other organisation. */
export interface Crossing {
  readonly operations: number;
  /** By what they were: `create`, `read`, `update`, `delete`, `link`, `move`, `search`, `export`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Those that were carried out rather than refused. */
  readonly done: number;
  /** Those that named a record of the other organisation. */
  readonly foreign: number;
  /** A sentence for everything that crossed. */
  readonly crossings: readonly string[];
  /** Answers nobody foresaw: a fault, but none that crosses. */
  readonly faults: readonly string[];
}

interface CrossingOptions {
  readonly operations: number;
  /** Equal seeds make equal inputs. */
  readonly seed: number;
  /** Who tries to reach the other one. */
  readonly from: "acme" | "globex";
}

const kindsOfVerbs: readonly (readonly [string, RegExp])[] = [
  ["export", /^export|vcard/i],
  ["search", /^search|similar|duplicates|suggest|query/i],
  ["create", /^create|^upload|^claim|^start/],
  ["delete", /^remove|^delete|^revoke|^cancel|^undo|^retire/],
  ["link", /^add|^assign|^apply|^link|^merge|^set/],
  ["move", /^move|^reorder|^convert|^win|^lose|^reopen|^restore/],
  ["update", /^update|^complete|^enable|^disable|^rename|^resend|^leave|^request|^save/],
];

/** Looks up a name in the world's DNS: nothing to do a hundred times a second. */
const left = new Set(["org.domain.verify"]);
const calls = procedures
  .filter(({ path, meta, input }) => meta.guard === "tenant" && input && !left.has(path))
  .map(({ path, input }) => ({ path, kind: kindOf(path), make: randomInputs(input ?? fail(path)) }));

const sets = 6;
/** Of the other side's records, those whose ids the attacker has come to know. The rest must never be heard of. */
const known = 3;
const lanes = 8;
const batch = 400;
/** Of what is made on the way, the newest are used again. */
const remembered = 200;

/** What would shut the attacker out of their own organisation, and has to be mended before they go on. */
const shutOut = new Set([
  "tenant_not_a_member",
  "member_disabled",
  "tenant_being_removed",
  "tenant_second_factor_required",
  "auth.session_too_old",
]);

/**
 * Calls random procedures of one organisation with random inputs, half of whose ids are the other organisation's, and
 * looks for anything that crossed: a change over there, a word or an id from there in an answer, a row here that points
 * there.
 */
export async function crossTenants(harness: Harness, options: CrossingOptions): Promise<Crossing> {
  const [own, other] = options.from === "acme" ? [harness.acme, harness.globex] : [harness.globex, harness.acme];
  const secret = `secret of ${other.slug}`;
  const ids = { own: await addSamples(harness, own, own.slug), other: await addSamples(harness, other, secret) };
  const foreign = [...ids.other, other.id, ...Object.values(other.members).map(({ memberId }) => memberId)];
  const way: Way = {
    own,
    secret,
    ownIds: ids.own,
    knownIds: [...ids.other.slice(0, known), other.id, other.members.owner.memberId],
    unheardOf: [...ids.other.slice(known), other.members.member.memberId],
    random: randomFrom(options.seed),
  };

  const before = await tenantFingerprint(harness.ownerUrl, other.id);
  const trials: Trial[] = [];
  const crossings: string[] = [];
  while (trials.length < options.operations && crossings.length === 0) {
    const end = Math.min(options.operations, trials.length + batch);
    let next = trials.length;
    const lane = async () => {
      while (next < end) {
        next += 1;
        trials.push(await tryOne(harness, way));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    crossings.push(...trials.slice(-batch).flatMap((trial) => trial.crossings));
    const after = await tenantFingerprint(harness.ownerUrl, other.id);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    crossings.push(...changed.map((table) => `${table} of ${other.slug} changed`));
    crossings.push(...(await referencesTo(harness.ownerUrl, own.id, foreign)));
  }
  return {
    kinds: Object.fromEntries([...Map.groupBy(trials, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length])),
    operations: trials.length,
    done: trials.filter((trial) => trial.done).length,
    foreign: trials.filter((trial) => trial.foreign).length,
    crossings,
    faults: trials.flatMap(({ fault }) => fault ?? []),
  };
}

/** The way from one organisation to the other. */
interface Way {
  readonly own: TestTenant;
  /** What every text over there begins with. */
  readonly secret: string;
  /** Ids of records of the attacker's own; those they make join. */
  readonly ownIds: string[];
  /** Over there, and known. */
  readonly knownIds: readonly string[];
  /** Over there, and known to nobody here. */
  readonly unheardOf: readonly string[];
  random(): number;
}

interface Trial {
  readonly kind: string;
  readonly done: boolean;
  readonly foreign: boolean;
  readonly crossings: readonly string[];
  readonly fault: string | null;
}

async function tryOne(harness: Harness, way: Way): Promise<Trial> {
  const { own, secret, ownIds, knownIds, unheardOf, random } = way;
  const { path, kind, make } = calls[Math.floor(random() * calls.length)] ?? fail("no procedure");
  let foreign = false;
  const id = () => {
    const which = random();
    if (which > 0.9) return uuidv7();
    if (which < 0.5) foreign = true;
    const list = which < 0.5 ? knownIds : ownIds;
    return list[Math.floor(random() * list.length)] ?? fail("no id");
  };
  const answer = await answerOf(harness, own, path, make({ random, id }));
  const done = "value" in answer;
  const text = done ? (JSON.stringify(answer.value) ?? "") : answer.text;
  const fault = !done && answer.code === "INTERNAL" ? `${path}: ${answer.text}` : null;
  const crossings = [secret, ...unheardOf].filter((word) => text.includes(word)).map((word) => `${path} said ${word}`);
  if (!done && shutOut.has(answer.reason)) await letIn(harness, own);
  if (done && kind === "create") remember(ownIds, answer.value);
  return { kind, done, foreign, crossings, fault };
}

/** Records of every kind, with the same ids in every table: whatever a procedure asks for, it exists. */
async function addSamples(harness: Harness, tenant: TestTenant, text: string): Promise<string[]> {
  const ids = Array.from({ length: sets }, uuidv7);
  for (const [index, id] of ids.entries()) await insertSampleRows(harness.ownerUrl, tenant, id, `${text} ${index}`);
  return ids;
}

type Answer = { readonly value: unknown } | { readonly code: string; readonly reason: string; readonly text: string };

async function answerOf(harness: Harness, own: TestTenant, path: string, input: unknown): Promise<Answer> {
  try {
    return { value: await call(await harness.as(own, "owner"), path, input) };
  } catch (error) {
    const { code, reason, details, cause } = toAppError(error);
    const text = code === "INTERNAL" ? String(cause instanceof Error ? cause.stack : cause) : JSON.stringify(details);
    return { code, reason, text };
  }
}

/** The attacker has left, given notice for the organisation or made it stricter than they are: all of it is taken back. */
async function letIn({ system }: Harness, own: TestTenant): Promise<void> {
  const { memberId } = own.members.owner;
  await system
    .update(member)
    .set({ role: "owner", customRoleId: null, removedAt: null, disabledAt: null })
    .where(eq(member.id, memberId));
  await system
    .update(tenant)
    .set({ purgeAfter: null, requireSecondFactor: false, maxSessionHours: null })
    .where(eq(tenant.id, own.id));
}

function remember(ids: string[], value: unknown): void {
  if (typeof value !== "object" || value === null || !("id" in value) || typeof value.id !== "string") return;
  ids.push(value.id);
  if (ids.length > remembered) ids.splice(sets, 1);
}

function kindOf(path: string): string {
  const verb = path.slice(path.lastIndexOf(".") + 1);
  const found = kindsOfVerbs.find(([, words]) => words.test(verb));
  return found?.[0] ?? "read";
}

/** Mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function fail(what: string): never {
  throw new Error(what);
}
