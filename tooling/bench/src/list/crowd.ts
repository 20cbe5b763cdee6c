import { randomBytes } from "node:crypto";
import { hashPassword } from "@steward/auth/password";
import { uuidv7 } from "@steward/db";
import pg from "pg";

/** A full house: many organisations with many customers each, and one person who belongs to all of them. */
export interface Crowd {
  readonly slugs: readonly string[];
  readonly email: string;
  readonly password: string;
  /** Per organisation: an owner to filter by. */
  readonly ownerIds: readonly string[];
  readonly industries: readonly string[];
  /** Per organisation: an account's name with two letters swapped, and the name itself. */
  readonly typos: readonly { query: string; name: string }[];
}

export interface CrowdSize {
  readonly tenants: number;
  readonly accountsPerTenant: number;
}

const industries = [
  "Retail",
  "Food production",
  "Health care",
  "Logistics",
  "Energy",
  "Education",
  "Property",
  "Media",
];
const syllables = "ba ke di lo mu ra ne si to fu ga pe vi no ru ta me li ho zu da ce ni po ku sa fe ri mo tu la be";
const kinds = ["Trading", "Works", "Partners", "Group", "Supply", "Holdings"];

/** The n-th name: three syllables make 32,768 words, so that names differ as names do and searches have to choose. */
const nameSql = `initcap(w[1 + n % 32] || w[1 + (n / 32) % 32] || w[1 + (n * 7 / 5) % 32]) || ' ' || k[1 + n % ${kinds.length}]`;

/** Fills an empty, migrated database, as its superuser and past triggers and keys: the data is right by construction. */
export async function gather(ownerUrl: string, size: CrowdSize): Promise<Crowd> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = replica; set synchronous_commit = off");
    await client.query("set maintenance_work_mem = '512MB'");
    const person = await addPerson(client, size);
    await addOwners(client);
    await addAccounts(client, size);
    await client.query("vacuum (analyze)");
    return { ...person, industries, ...(await samples(client)) };
  } finally {
    await client.end();
  }
}

async function addPerson(client: pg.Client, { tenants }: CrowdSize) {
  const userId = uuidv7();
  const email = "bench@steward.test";
  const password = randomBytes(12).toString("hex");
  await client.query(
    'insert into "user" (id, email, name, password_hash, email_verified_at) values ($1, $2, $3, $4, now())',
    [userId, email, "Bench", await hashPassword(password)],
  );
  const slugs = Array.from({ length: tenants }, (_, index) => `crowd-${String(index).padStart(3, "0")}`);
  await client.query(
    "insert into tenant (id, slug, name) select gen_random_uuid(), slug, initcap(slug) from unnest($1::text[]) slug",
    [slugs],
  );
  await client.query(
    `insert into member (tenant_id, id, user_id, role, name, email)
     select id, gen_random_uuid(), $1, 'member', 'Bench', $2 from tenant`,
    [userId, email],
  );
  return { slugs, email, password };
}

/** Twenty salespeople each. */
async function addOwners(client: pg.Client): Promise<void> {
  await client.query(
    `insert into crm_salesperson (tenant_id, id, name)
     select tenant.id, gen_random_uuid(), 'Salesperson ' || n from tenant, generate_series(1, 20) n`,
  );
}

/** Indexes are taken down meanwhile: a million rows into a trigram index one by one take minutes. */
async function addAccounts(client: pg.Client, { accountsPerTenant }: CrowdSize): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'crm_account'::regclass and not indisprimary and not indisunique`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query(
    `insert into crm_account (tenant_id, id, name, domain, industry, employees, owner_id, search_text, created_at, updated_at)
     select tenant_id, gen_random_uuid(), name, lower(replace(name, ' ', '')) || n || '.example', i[1 + n % ${industries.length}],
       n % 5000, owners[1 + n % 20], lower(name) || ' ' || lower(replace(name, ' ', '')) || n || '.example', at, at
     from (
       select tenant.id as tenant_id, n, i, now() - n * interval '5 minutes' as at, ${nameSql} as name,
         (select array_agg(crm_salesperson.id) from crm_salesperson where crm_salesperson.tenant_id = tenant.id) as owners
       from tenant, generate_series(1, $1::int) n,
         (select string_to_array($2, ' ') as w, $3::text[] as k, $4::text[] as i) words
       offset 0
     ) rows`,
    [accountsPerTenant, syllables, kinds, industries],
  );
  for (const { definition } of indexes) await client.query(definition);
}

async function samples(client: pg.Client): Promise<Pick<Crowd, "ownerIds" | "typos">> {
  const { rows } = await client.query<{ owner: string; name: string }>(
    `select distinct on (tenant.slug) crm_account.owner_id as owner, crm_account.name
     from crm_account join tenant on tenant.id = crm_account.tenant_id
     order by tenant.slug, md5(crm_account.id::text)`,
  );
  return {
    ownerIds: rows.map(({ owner }) => owner),
    typos: rows.map(({ name }) => ({ name, query: swapLetters(name.split(" ")[0] ?? name) })),
  };
}

/** What a hurried person types: the fourth and fifth letter the wrong way round. */
function swapLetters(word: string): string {
  return `${word.slice(0, 3)}${word.charAt(4)}${word.charAt(3)}${word.slice(5)}`.toLowerCase();
}
