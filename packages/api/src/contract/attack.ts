import { permissionNames } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { sampleInput } from "@steward/testing";
import type { ListedProcedure } from "../kernel/procedure-list.ts";
import { type Attacker, actAs } from "./attackers.ts";
import { type Harness, outcome, password } from "./harness.ts";
import { call } from "./procedures.ts";
import { cutKey, recruit } from "./recruit.ts";

/** Not even JSON of the right shape: whoever gets past the guards with it is told so by INVALID. */
const nonsense = { nonsense: ["\u0000", { __proto__: 1 }] };

/** What came of attacking one procedure. */
export interface Attack {
  /** Calls that were made and had to be refused. */
  readonly calls: number;
  /** A sentence for each that was answered with anything but the right refusal. */
  readonly breaches: readonly string[];
}

/**
 * Has every attacker call the procedure with a body that is none: the refusal must be theirs, and come before anybody
 * looked at the body.
 */
export async function attack(
  harness: Harness,
  attackers: readonly Attacker[],
  procedure: ListedProcedure,
): Promise<Attack> {
  const { path } = procedure;
  const refused = attackers.flatMap((attacker) => {
    const refusal = attacker.refusal(procedure);
    return refusal ? [{ attacker, wanted: refusal.join(" ") }] : [];
  });
  const breaches = await Promise.all(
    refused.map(async ({ attacker, wanted }) => {
      const answer = await ask(harness, path, await attacker.arm(procedure), nonsense);
      return answer === wanted ? [] : [`${path} by ${attacker.name}: ${answer}, not ${wanted}`];
    }),
  );
  return { calls: refused.length, breaches: breaches.flat() };
}

/** Bodies of procedures whose schema asks for more than its JSON says. */
const bodies: Readonly<Record<string, unknown>> = {
  "approvals.delegation.create": { delegateId: uuidv7(), startOn: "2026-03-02", endOn: "2026-03-02" },
  "notifications.preference.registerDevice": {
    endpoint: "https://push.example.test/theirs",
    keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) },
  },
  "user.password.change": { current: password, password: "a password nobody has had" },
  "user.secondFactor.disable": { password },
  "user.secondFactor.renewCodes": { password },
  "user.tenant.create": { name: "Mine", currency: "EUR", locale: "en", timeZone: "UTC", country: "DE" },
};

/** What only a person may ask for, for themself: neither a program nor an operator. What it gives outlasts key and hour. */
const ofPersons: ReadonlySet<string> = new Set([
  "approvals.delegation.create",
  "notifications.preference.registerDevice",
  "org.apiKey.create",
  "org.member.leave",
  "org.tenant.requestDeletion",
  "projects.feed.current",
  "projects.feed.renew",
]);
/** Mutations that a program may ask for within its scopes, but no operator in a member's name. */
const ofMembers: ReadonlySet<string> = new Set(["org.tenant.updateSecurity"]);
/** The one thing an operator does of their own while they act as somebody. */
const ofOperators: ReadonlySet<string> = new Set(["user.impersonation.stop"]);

/** What an operator in another's name has to be refused: all of a person's own affairs, and what could outlast the hour. */
export function isForOwnHands({ path, type, meta }: ListedProcedure): boolean {
  if (ofPersons.has(path)) return true;
  if (type !== "mutation" || ofOperators.has(path)) return false;
  // Whatever decides for people, of every module there is and will be; and whatever they say to each other.
  const decides = meta.permission?.endsWith(".decide") || meta.permission?.startsWith("messaging.");
  return meta.guard === "user" || ofMembers.has(path) || (decides ?? false);
}

/** What a program has to be refused, whatever its scopes: what outlasts its key, and changes in the name of reading. */
export function isForPeople({ path, type, meta }: ListedProcedure): boolean {
  return ofPersons.has(path) || (type === "mutation" && (meta.permission?.endsWith(".read") ?? false));
}

/**
 * Calls a procedure with a good body in the name of an owner: as an operator who acts as them and, where a program could
 * come that far, with a key of theirs. The owner is a new one each time, in case the call succeeds.
 */
export async function callInAnothersName(harness: Harness, procedure: ListedProcedure): Promise<Attack> {
  const { path, input } = procedure;
  const person = await recruit(harness, harness.acme);
  const key = await cutKey(harness, harness.acme, person, { scopes: [...permissionNames] });
  const asOperator = person.headers({ sessionId: await actAs(harness, person) });
  const attempts = [
    {
      name: "an operator",
      headers: asOperator,
      wanted: "FORBIDDEN auth.impersonating",
      isRefused: isForOwnHands(procedure),
    },
    {
      name: "a program",
      headers: { ...asOperator, authorization: key.authorization },
      wanted: program,
      isRefused: isForPeople(procedure),
    },
  ].filter(({ isRefused }) => isRefused);
  const body = bodies[path] ?? (input && sampleInput(input, uuidv7()));
  const breaches: string[] = [];
  for (const { name, headers, wanted } of attempts) {
    const answer = await ask(harness, path, headers, body);
    if (answer !== wanted) breaches.push(`${path} by ${name} in another's name: ${answer}, not ${wanted}`);
  }
  return { calls: attempts.length, breaches };
}

const program = "FORBIDDEN auth.api_key_not_allowed";

/** `CODE reason` of a refusal, `done` of a success. */
async function ask(
  harness: Harness,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<string> {
  const answer = await outcome(call(harness.asking(headers), path, body));
  if (!("refused" in answer)) return "done";
  const { code, reason }: { code: string; reason: string } = JSON.parse(answer.refused);
  return `${code} ${reason}`;
}
