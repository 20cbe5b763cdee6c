import { createHash, randomBytes } from "node:crypto";
import { recruit } from "@steward/api/contract";
import type { TwoTenants } from "@steward/testing";
import type pg from "pg";
import type { Answer, Call, ServerNode } from "./node.ts";

/** Where the fault is looked for: a database, the installation's secret, and a look past every policy. */
export interface Scene {
  readonly two: TwoTenants;
  readonly secret: string;
  readonly owner: pg.Client;
}

/** Something under way when the process dies. */
export interface Subject {
  readonly kind: string;
  /** Sent at once; more than one where the same thing is asked for many times. */
  readonly calls: readonly Call[];
  /** Whether it happened, and a sentence for each thing that is neither as before nor as after. */
  judge(answers: readonly Answer[], node: ServerNode): Promise<{ happened: boolean; faults: string[] }>;
}

const hex = (token: string) => createHash("sha256").update(token).digest("hex");
const base64 = (token: string) => createHash("sha256").update(token).digest("base64url");
const newToken = () => randomBytes(32).toString("base64url");
let clients = 0;
const newAddress = () => {
  clients += 1;
  return `198.18.${(clients >> 8) & 255}.${clients & 255}`;
};

async function count(owner: pg.Client, text: string, values: unknown[]): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(`select count(*)::int as count from ${text}`, values);
  return rows[0]?.count ?? 0;
}

/** A sentence where the facts do not all hold, or all not hold. */
function allOrNone(kind: string, facts: Readonly<Record<string, boolean>>): { happened: boolean; faults: string[] } {
  const holding = Object.entries(facts).filter(([, holds]) => holds);
  const half = holding.length > 0 && holding.length < Object.keys(facts).length;
  return { happened: holding.length > 0, faults: half ? [`${kind} half done: ${JSON.stringify(facts)}`] : [] };
}

/** Somebody with a session and a refresh token. */
async function signIn({ two, secret, owner }: Scene) {
  const person = await recruit({ ...two, platform: { secret } }, two.globex, { role: "member" });
  const refreshToken = newToken();
  await owner.query(
    "insert into refresh_token (id, session_id, token_hash, expires_at) values (uuidv7(), $1, $2, now() + interval '1 day')",
    [person.sessionId, hex(refreshToken)],
  );
  return { ...person, refreshToken };
}

const acknowledged = (answers: readonly Answer[]) => answers.some((answer) => answer?.status === 200);
const lost = (kind: string) => `${kind} was acknowledged and has not happened`;

/** Three requests at once, as a client makes them that has slept: one successor, and nobody is signed out. */
export async function refresh(scene: Scene): Promise<Subject> {
  const { sessionId, refreshToken } = await signIn(scene);
  const call = { procedure: "auth.token.refresh", input: { refreshToken }, address: newAddress() };
  const living = () =>
    count(scene.owner, "refresh_token where session_id = $1 and used_at is null and expires_at > now()", [sessionId]);
  return {
    kind: "refresh",
    calls: [call, call, call],
    async judge(answers, node) {
      const spent = await count(scene.owner, "refresh_token where token_hash = $1 and used_at is not null", [
        hex(refreshToken),
      ]);
      const faults: string[] = [];
      const usable = await living();
      if (usable !== 1) faults.push(`refresh left ${usable} usable tokens`);
      if (acknowledged(answers) && spent === 0) faults.push(lost("refresh"));
      const again = await node.call(call);
      if (again?.status !== 200) faults.push(`the client could not refresh again: ${again?.reason}`);
      const later = await living();
      if (later !== 1) faults.push(`refreshing again left ${later} usable tokens`);
      const given = new Set([...answers, again].flatMap((answer) => successorIn(answer) ?? []));
      if (given.size > 1) faults.push(`${given.size} successors of one token`);
      return { happened: spent > 0, faults };
    },
  };
}

function successorIn(answer: Answer): string | null {
  const data = answer?.data;
  return typeof data === "object" && data !== null && "refreshToken" in data ? String(data.refreshToken) : null;
}

export async function signOut(scene: Scene): Promise<Subject> {
  const { sessionId, userId, refreshToken } = await signIn(scene);
  const call = { procedure: "auth.token.revoke", input: { refreshToken }, address: newAddress() };
  return {
    kind: "sign-out",
    calls: [call],
    async judge(answers, node) {
      const { happened, faults } = allOrNone("sign-out", {
        ended: (await count(scene.owner, "session where id = $1 and revoked_at is not null", [sessionId])) === 1,
        recorded:
          (await count(scene.owner, "security_event where user_id = $1 and name = 'auth.signed_out'", [userId])) === 1,
      });
      if (acknowledged(answers) && !happened) faults.push(lost("sign-out"));
      const after = await node.call({ ...call, procedure: "auth.token.refresh" });
      if ((after?.status === 200) === happened) faults.push(`signed out: ${happened}, and a refresh: ${after?.status}`);
      return { happened, faults };
    },
  };
}

/** By somebody who has an account, in two requests at once. */
export async function acceptInvitation(scene: Scene): Promise<Subject> {
  const { two, secret, owner } = scene;
  const person = await recruit({ ...two, platform: { secret } }, two.globex, { role: "member" });
  const { rows } = await owner.query<{ email: string }>(`select email from "user" where id = $1`, [person.userId]);
  const email = rows[0]?.email ?? "";
  const { token, id } = await invite(scene, email);
  const { authorization = "" } = person.headers();
  const call = { procedure: "user.invitation.accept", input: { token }, address: newAddress(), authorization };
  return { kind: "invitation", calls: [call, call], judge: judgeInvitation(scene, "invitation", { id, email, call }) };
}

/** By somebody new, whose account begins with it. */
export async function joinByInvitation(scene: Scene): Promise<Subject> {
  const email = `${newToken().toLowerCase()}@newcomers.test`;
  const { token, id } = await invite(scene, email);
  const input = { token, name: "A newcomer", password: "an unlikely sentence of words" };
  const call = { procedure: "auth.invitation.accept", input, address: newAddress() };
  const judge = judgeInvitation(scene, "joining", { id, email, call });
  return {
    kind: "joining",
    calls: [call, call],
    async judge(answers, node) {
      const people = await count(scene.owner, `"user" where email = $1`, [email]);
      const { happened, faults } = await judge(answers, node);
      if (people !== (happened ? 1 : 0)) faults.push(`joining: ${happened}, and ${people} accounts`);
      return { happened, faults };
    },
  };
}

async function invite({ two, owner }: Scene, email: string): Promise<{ token: string; id: string }> {
  const token = newToken();
  const { rows } = await owner.query<{ id: string }>(
    `insert into invitation (tenant_id, id, email, role, token_hash, invited_by_id, expires_at)
     values ($1, uuidv7(), $2, 'member', $3, $4, now() + interval '1 day') returning id`,
    [two.acme.id, email, base64(token), two.acme.members.owner.memberId],
  );
  return { token, id: rows[0]?.id ?? "" };
}

function judgeInvitation(
  { two, owner }: Scene,
  kind: string,
  { id, email, call }: { readonly id: string; readonly email: string; readonly call: Call },
): Subject["judge"] {
  return async (answers, node) => {
    const members = () => count(owner, "member where tenant_id = $1 and email = $2", [two.acme.id, email]);
    const { happened, faults } = allOrNone(kind, {
      accepted: (await count(owner, "invitation where id = $1 and accepted_at is not null", [id])) === 1,
      joined: (await members()) === 1,
      recorded:
        (await count(owner, "audit_event where entity_id = $1 and name = 'org.invitation.accepted'", [id])) === 1,
    });
    if (acknowledged(answers) && !happened) faults.push(lost(kind));
    await node.call(call);
    const place = await members();
    if (place !== 1) faults.push(`${kind}: asked again, there are ${place} memberships`);
    return { happened, faults };
  };
}

export async function resetPassword(scene: Scene): Promise<Subject> {
  const { owner } = scene;
  const { sessionId, userId } = await signIn(scene);
  const token = newToken();
  await owner.query(
    `insert into user_token (id, user_id, purpose, token_hash, expires_at)
     values (uuidv7(), $1, 'resetPassword', $2, now() + interval '20 minutes')`,
    [userId, hex(token)],
  );
  const input = { token, password: "another unlikely sentence" };
  const call = { procedure: "auth.password.reset", input, address: newAddress() };
  return {
    kind: "reset",
    calls: [call, call],
    async judge(answers) {
      const { happened, faults } = allOrNone("reset", {
        spent: (await count(owner, "user_token where token_hash = $1 and used_at is not null", [hex(token)])) === 1,
        changed: (await count(owner, `"user" where id = $1 and password_hash is not null`, [userId])) === 1,
        signedOut: (await count(owner, "session where id = $1 and revoked_at is not null", [sessionId])) === 1,
        recorded:
          (await count(owner, "security_event where user_id = $1 and name = 'auth.password_reset'", [userId])) === 1,
        told:
          (await count(owner, `mail_message m join "user" u on u.email = m.recipient where u.id = $1`, [userId])) === 1,
      });
      if (acknowledged(answers) && !happened) faults.push(lost("reset"));
      return { happened, faults };
    },
  };
}
