import { createHmac, hkdfSync } from "node:crypto";
import { createCaller, type OpenPlatform } from "@steward/api";
import { createTokens } from "@steward/auth";
import type { Database, TenantDb } from "@steward/db";
import { roleUrl } from "@steward/db/migrate";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { gather } from "../list/crowd.ts";
import { contextFor, type House } from "../list/house.ts";
import { type Fixture, type ListName, reads, type Statement } from "./fixture-file.ts";

/** A page of 1,000 pages of 50 has to exist; the second organisation is there so that policies have work. */
const size = { tenants: 2, accountsPerTenant: 51_000 };

/** Fills an empty house, signs somebody in and notes what SQL the product sends. */
export async function furnish(house: House): Promise<Fixture> {
  const crowd = await gather(house.ownerUrl, size);
  const slug = crowd.slugs[0] ?? "";
  const known = await tagAccounts(house.ownerUrl, slug);
  const appUrl = roleUrl(house.ownerUrl, "steward_app", house.secret);
  const platform = house.openPlatform();
  try {
    const signedIn = await createTokens(platform, { ...crowd, address: "127.0.0.1", userAgent: null });
    const accessKey = Buffer.from(hkdfSync("sha256", house.secret, "", "steward access token", 32));
    const accessToken = prolong(signedIn.accessToken, accessKey);
    return {
      ownerUrl: house.ownerUrl,
      appUrl,
      systemUrl: roleUrl(house.ownerUrl, "steward_system", house.secret),
      secret: house.secret,
      tenant: { id: known.tenantId, slug },
      memberId: known.memberId,
      salespersonId: known.salespersonId,
      accessToken,
      accessKey: accessKey.toString("base64"),
      accountId: known.accountId,
      statements: await recordStatements(platform, accessToken, { ...known, slug, appUrl }),
    };
  } finally {
    await platform.close();
  }
}

const patienceSeconds = 6 * 3600;

/** The same token, good for longer than a run takes: nobody is there to renew it. */
function prolong(token: string, key: Buffer): string {
  const [header = "", payload = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const prolonged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + patienceSeconds })).toString("base64url");
  const signature = createHmac("sha256", key).update(`${header}.${prolonged}`).digest("base64url");
  return `${header}.${prolonged}.${signature}`;
}

interface Known {
  readonly tenantId: string;
  readonly memberId: string;
  readonly salespersonId: string;
  readonly accountId: string;
}

/** Tags on every second account and the usual fields, so that rows look like rows; answers with whom to ask about. */
async function tagAccounts(ownerUrl: string, slug: string): Promise<Known> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into crm_tag (tenant_id, id, name, colour)
       select id, gen_random_uuid(), 'Tag ' || n, 'blue' from tenant, generate_series(1, 5) n`,
    );
    await client.query(
      `insert into crm_tagging (tenant_id, id, tag_id, account_id)
       select a.tenant_id, gen_random_uuid(), t.id, a.id
       from (select *, row_number() over (partition by tenant_id order by name, id) as n from crm_account) a
       join crm_tag t on t.tenant_id = a.tenant_id and t.name in ('Tag ' || 1 + a.n % 5, 'Tag ' || 1 + a.n % 3)
       where a.n % 2 = 0 and a.n < 2000`,
    );
    await client.query(
      `update crm_account set email = 'office@' || domain, phone = '+4930' || (1000000 + employees), annual_revenue_minor = employees * 10000000::bigint
       where id in (select id from crm_account order by name, id limit 2000)`,
    );
    await client.query(
      `insert into crm_salesperson (tenant_id, id, name, email, member_id)
       select tenant_id, gen_random_uuid(), name, email, id from member`,
    );
    await client.query("vacuum (analyze)");
    const { rows } = await client.query<Known>(
      `select t.id as "tenantId", m.id as "memberId", p.id as "salespersonId",
         (select a.id from crm_account a where a.tenant_id = t.id order by a.name, a.id limit 1) as "accountId"
       from tenant t join member m on m.tenant_id = t.id
       join crm_salesperson p on p.tenant_id = m.tenant_id and p.member_id = m.id where t.slug = $1`,
      [slug],
    );
    const [known] = rows;
    if (!known) throw new Error("The organisation was not made.");
    return known;
  } finally {
    await client.end();
  }
}

/** Calls the product in process over a connection that notes each statement and carries it out. */
async function recordStatements(
  platform: OpenPlatform,
  accessToken: string,
  { tenantId, accountId, slug, appUrl }: Pick<Known, "tenantId" | "accountId"> & { slug: string; appUrl: string },
): Promise<Fixture["statements"]> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    let heard: Statement[] = [];
    const recording = drizzle(client, { logger: { logQuery: (text, values) => heard.push({ text, values }) } });
    // A handle of the product is drizzle with the tenant's id; none of the reads opens a transaction.
    const db = Object.assign(recording, { tenantId }) as unknown as TenantDb;
    const database: Database = { ...platform.database, read: () => db };
    const crm = createCaller(contextFor({ ...platform, database }, accessToken)(slug)).crm;
    const listen = async (ask: () => Promise<unknown>) => {
      heard = [];
      await ask();
      return heard;
    };
    const lists: [string, Statement[]][] = [];
    for (const [name, input] of Object.entries(reads)) {
      lists.push([name, await listen(() => crm.account.list(input as Parameters<typeof crm.account.list>[0]))]);
    }
    const byId = await listen(() => crm.account.byId({ id: accountId }));
    return { ...(Object.fromEntries(lists) as Record<ListName, Statement[]>), byId };
  } finally {
    await client.end();
  }
}
