import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import * as schema from "../schema/index.ts";
import { asOwner, databaseUrl, startTestServer, type TestServer } from "../testing/server.ts";
import { DatabaseSetupError, migrate, migrationsFolder, roleUrl } from "./index.ts";

let server: TestServer;
const databases: string[] = [];
beforeAll(() => {
  server = inject("stewardTestServer");
});
afterAll(async () => {
  await asOwner(server.ownerUrl, async (client) => {
    for (const name of databases) await client.query(`drop database if exists ${name} with (force)`);
    await client.query("drop role if exists migrate_plain, migrate_owner");
  });
});

async function emptyDatabase(owner = "postgres"): Promise<string> {
  const name = `migrate_${databases.length}_${process.pid}`;
  databases.push(name);
  await asOwner(server.ownerUrl, (client) => client.query(`create database ${name} owner ${owner}`));
  return databaseUrl(server.ownerUrl, name);
}

const run = (ownerUrl: string) => migrate({ ownerUrl, secret: server.secret });

/** Everything about a database's structure and privileges, as text that can be compared. */
async function describeDatabase(ownerUrl: string): Promise<string[]> {
  const { rows } = await asOwner(ownerUrl, (client) =>
    client.query<{ line: string }>(`
      with mine as (select oid, nspname from pg_namespace where nspname in ('public', 'search'))
      select format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
          pg_get_expr(d.adbin, d.adrelid), a.attacl) as line
        from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace in (select oid from mine) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      union all select format('table %s %s %s %s', relname, relrowsecurity, relforcerowsecurity,
          array(select unnest(relacl)::text order by 1)) from pg_class where relnamespace in (select oid from mine) and relkind = 'r'
      union all select indexdef from pg_indexes where schemaname in (select nspname from mine)
      union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace in (select oid from mine)
      union all select format('policy %s %s %s %s %s %s', tablename, policyname, cmd, roles, qual, with_check) from pg_policies
      union all select format('function %s %s %s %s %s', p.oid::regprocedure, p.prosrc, p.proconfig, pg_get_userbyid(p.proowner),
          array(select unnest(p.proacl)::text order by 1)) from pg_proc p
        where p.pronamespace in (select oid from mine)
          and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
      union all select pg_get_triggerdef(oid) || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select format('schema %s %s', nspname, array(select unnest(nspacl)::text order by 1)) from pg_namespace
        where nspname in ('public', 'search', 'pgboss')
      order by 1`),
  );
  return rows.map(({ line }) => line);
}

describe("a migration", () => {
  test("twice changes nothing the second time", async () => {
    const ownerUrl = await emptyDatabase();
    const first = await run(ownerUrl);
    expect(first.applied).toBeGreaterThan(0);
    expect(first.security.length).toBeGreaterThan(0);
    const before = await describeDatabase(ownerUrl);
    expect(await run(ownerUrl)).toEqual({ applied: 0, security: [] });
    expect(await describeDatabase(ownerUrl)).toEqual(before);
  });

  test("by four processes at once is done by one, and all find it done", async () => {
    const ownerUrl = await emptyDatabase();
    const entry = new URL("./index.ts", import.meta.url).href;
    const program = `import { migrate } from ${JSON.stringify(entry)};
      const { applied } = await migrate({ ownerUrl: ${JSON.stringify(ownerUrl)}, secret: ${JSON.stringify(server.secret)} });
      process.stdout.write(String(applied));`;
    const starts = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] }),
    );
    const outputs = await Promise.all(starts.map(outputOf));
    const applied = outputs.map(Number).sort((a, b) => a - b);
    expect(applied.slice(0, 3)).toEqual([0, 0, 0]);
    expect(applied[3]).toBeGreaterThan(0);
  });

  test("of several databases of one server at once does not trip over their common roles", async () => {
    const urls = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()]);
    const results = await Promise.all(urls.map(run));
    for (const { applied } of results) expect(applied).toBeGreaterThan(0);
  });

  test("repairs what somebody changed by hand", async () => {
    const ownerUrl = await emptyDatabase();
    await run(ownerUrl);
    const before = await describeDatabase(ownerUrl);
    await asOwner(ownerUrl, (client) =>
      client.query(`
        alter table crm_account no force row level security;
        alter table member disable row level security;
        grant select on "user" to steward_app;
        grant select (password_hash) on "user" to public;
        grant delete on audit_event to steward_app;
        revoke insert on crm_account from steward_app;
        drop function search.crm_account;
        create function search.loose() returns int language sql as 'select 1';
        drop policy crm_contact_search on crm_contact;
        create table left_over (id int); grant select on left_over to steward_app;
        create function public.loose() returns int language sql as 'select 1';
        alter function search.crm_deal security invoker;
        drop trigger announce_access_change on tenant;
        alter table member disable trigger announce_access_change;
        create or replace function announce_access_change() returns trigger language plpgsql as 'begin return null; end'`),
    );
    const { security } = await run(ownerUrl);
    expect(security.length).toBeGreaterThan(10);
    await asOwner(ownerUrl, async (client) => {
      const { rows } = await client.query(
        "select has_table_privilege('steward_app', 'left_over', 'select') as data, has_function_privilege('steward_app', 'public.loose()', 'execute') as code",
      );
      expect(rows).toEqual([{ data: false, code: false }]);
      await client.query("drop table left_over; drop function public.loose()");
    });
    expect(await describeDatabase(ownerUrl)).toEqual(before);
  });

  test("runs as an owner that is no superuser", async () => {
    await asOwner(server.ownerUrl, (client) =>
      client.query("create role migrate_owner login password 'owner' createrole bypassrls"),
    );
    // The roles of this cluster belong to the superuser who made them first; elsewhere this owner would have.
    await asOwner(server.ownerUrl, (client) =>
      client.query(
        "grant steward_app, steward_system, steward_search to migrate_owner with admin option, inherit false, set false",
      ),
    );
    const url = new URL(await emptyDatabase("migrate_owner"));
    url.username = "migrate_owner";
    url.password = "owner";
    const { applied } = await run(url.toString());
    expect(applied).toBeGreaterThan(0);
    expect(await run(url.toString())).toEqual({ applied: 0, security: [] });
    await asOwner(roleUrl(url.toString(), "steward_app", server.secret), (client) =>
      client.query("select * from search.crm_account('{x}', 1)"),
    );
  });

  test("gives the roles new passwords when the secret changes", async () => {
    // A server of its own: roles belong to the whole server, and other tests are signing in to the common one.
    const { server: own, stop } = await startTestServer();
    try {
      const signIn = (secret: string) =>
        asOwner(roleUrl(own.ownerUrl, "steward_app", secret), (client) => client.query("select 1"));
      await migrate({ ownerUrl: own.ownerUrl, secret: own.secret });
      await signIn(own.secret);
      await migrate({ ownerUrl: own.ownerUrl, secret: "another" });
      await signIn("another");
      await expect(signIn(own.secret)).rejects.toThrow("password authentication failed");
    } finally {
      await stop();
    }
  });
});

test("the migrations say what the schema says", async () => {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, "utf8"));
  const last = String(journal.entries.at(-1).idx).padStart(4, "0");
  const snapshot = JSON.parse(readFileSync(`${migrationsFolder}/meta/${last}_snapshot.json`, "utf8"));
  const statements = await generateMigration(snapshot, generateDrizzleJson(schema, snapshot.id));
  expect(statements, "run the script gen-migration").toEqual([]);
});

describe("one sentence says what is wrong", () => {
  const sentence = async (ownerUrl: string, words: RegExp) => {
    const failure = await run(ownerUrl).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(failure).toHaveProperty("message", expect.stringMatching(words));
    expect(failure).toHaveProperty("message", expect.not.stringMatching(/\n|secret-word/));
  };

  test("when the address is none, or nobody is there", async () => {
    await sentence("not a url", /^DATABASE_URL is not of the form/);
    await sentence("mysql://root@localhost/x", /^DATABASE_URL is not of the form/);
    await sentence(
      "postgres://postgres:secret-word@127.0.0.1:1/x",
      /^Cannot reach PostgreSQL at .*: nothing listens there/,
    );
    await sentence("postgres://postgres:secret-word@no-such-host.invalid/x", /^Cannot reach PostgreSQL at .*host name/);
  });

  test("when the server refuses", async () => {
    const wrong = new URL(server.ownerUrl);
    wrong.password = "secret-word";
    await sentence(wrong.toString(), /refuses this user or password/);
    await sentence(databaseUrl(server.ownerUrl, "nowhere"), /The database in .* does not exist/);
  });

  test("when the user lacks a right", async () => {
    await asOwner(server.ownerUrl, (client) => client.query("create role migrate_plain login password 'plain'"));
    const url = new URL(await emptyDatabase("migrate_plain"));
    url.username = "migrate_plain";
    url.password = "plain";
    await sentence(url.toString(), /^The user migrate_plain needs BYPASSRLS .* alter role migrate_plain bypassrls/);
    await asOwner(server.ownerUrl, (client) => client.query("alter role migrate_plain bypassrls"));
    await sentence(url.toString(), /^The user migrate_plain needs CREATEROLE/);
    await asOwner(server.ownerUrl, (client) => client.query("alter role migrate_plain createrole"));
    const foreign = new URL(await emptyDatabase());
    foreign.username = url.username;
    foreign.password = url.password;
    await sentence(foreign.toString(), /may not create schemas and tables/);
  });

  test("when the database was built by other migrations", async () => {
    const ownerUrl = await emptyDatabase();
    await run(ownerUrl);
    await asOwner(ownerUrl, (client) => client.query("update drizzle.__drizzle_migrations set hash = 'other'"));
    await sentence(ownerUrl, /other migrations; start with an empty database/);
  });

  test("but a database of a newer version is worked with", async () => {
    const ownerUrl = await emptyDatabase();
    await run(ownerUrl);
    await asOwner(ownerUrl, (client) =>
      client.query(
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 9999999999999)",
      ),
    );
    const messages: string[] = [];
    await migrate({ ownerUrl, secret: server.secret, log: (message) => messages.push(message) });
    expect(messages.join()).toMatch(/newer version/);
  });
});

function outputOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`exited with ${code}`))));
  });
}
