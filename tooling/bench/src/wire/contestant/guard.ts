import { createHmac, timingSafeEqual } from "node:crypto";
import type pg from "pg";
import type { Fixture } from "../fixture-file.ts";
import { openPool } from "./process.ts";

/** A member as the expert's server knows them. */
export interface Member {
  readonly tenantId: string;
  readonly memberId: string;
  readonly name: string;
  readonly salespersonId: string;
  readonly permissions: ReadonlySet<string>;
}

interface Claims {
  readonly sub: string;
  readonly sid: string;
  readonly exp: number;
  readonly iss: string;
  readonly aud: string;
}

/** How long the expert believes what was read of a session and a membership. */
const believedMs = 5_000;

/**
 * Who sends a request, as a careful expert checks it: the signature of the access token (HS256) on every request, the
 * session and the membership from memory, read again every five seconds. Answers null for anybody else.
 */
export function createGuard({ accessKey, systemUrl }: Fixture, app: pg.Pool) {
  const system = openPool(systemUrl);
  const key = Buffer.from(accessKey, "base64");
  const members = new Map<string, { readonly readAtMs: number; readonly member: Promise<Member | null> }>();
  return async (authorization: string | undefined, slug: string, permission: string): Promise<Member | null> => {
    const claims = readToken(authorization?.slice("Bearer ".length) ?? "", key);
    if (!claims) return null;
    const name = `${claims.sid} ${slug}`;
    let known = members.get(name);
    if (!known || performance.now() - known.readAtMs > believedMs) {
      known = { readAtMs: performance.now(), member: readMember(system, app, claims, slug) };
      members.set(name, known);
    }
    const member = await known.member;
    return member?.permissions.has(permission) ? member : null;
  };
}

function readToken(token: string, key: Buffer): Claims | null {
  const end = token.lastIndexOf(".");
  const expected = createHmac("sha256", key).update(token.slice(0, end)).digest();
  const given = Buffer.from(token.slice(end + 1), "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims: Claims = JSON.parse(
    Buffer.from(token.slice(token.indexOf(".") + 1, end), "base64url").toString("utf8"),
  );
  const isOurs = claims.iss === "steward" && claims.aud === "steward-api" && claims.exp * 1000 > Date.now();
  return isOurs ? claims : null;
}

async function readMember(system: pg.Pool, app: pg.Pool, { sid, sub }: Claims, slug: string): Promise<Member | null> {
  const { rows } = await system.query<Pick<Member, "tenantId" | "memberId" | "name">>(
    `select m.tenant_id as "tenantId", m.id as "memberId", m.name
     from session s join "user" u on u.id = s.user_id join member m on m.user_id = u.id join tenant t on t.id = m.tenant_id
     where s.id = $1 and u.id = $2 and t.slug = $3 and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null`,
    [sid, sub, slug],
  );
  const [row] = rows;
  if (!row) return null;
  const permissions = new Set(["crm.account.read", "crm.account.write"]);
  return { ...row, salespersonId: await readSalesperson(app, row), permissions };
}

/** Who the member is as an owner of accounts; only the application's role may ask, as the tenant. */
async function readSalesperson(app: pg.Pool, { tenantId, memberId }: Pick<Member, "tenantId" | "memberId">) {
  const client = await app.connect();
  try {
    await client.query("begin read only");
    await client.query("select set_config('app.tenant_id', $1, true)", [tenantId]);
    const { rows } = await client.query<{ id: string }>("select id from crm_salesperson where member_id = $1", [
      memberId,
    ]);
    await client.query("commit");
    return rows[0]?.id ?? "";
  } finally {
    client.release();
  }
}
