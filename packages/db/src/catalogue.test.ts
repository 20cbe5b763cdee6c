import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { declaredPrivileges } from "./migrate/privileges.ts";
import { inspectCatalogue } from "./testing/catalogue.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("the database is what the schema declares", async () => {
  expect(await inspectCatalogue(client)).toEqual([]);
});

test("the declaration gives the roles that serve requests these privileges", () => {
  const of = (table: string, role: string) => [...(declaredPrivileges().get(table)?.get(role) ?? [])];
  expect(of("user", "steward_app")).toEqual([]);
  expect(of("session", "steward_app")).toEqual([]);
  expect(of("refresh_token", "steward_app")).toEqual([]);
  expect(of("tenant", "steward_app")).toEqual(["SELECT", "INSERT", "UPDATE"]);
  expect(of("audit_event", "steward_app")).toEqual(["SELECT", "INSERT"]);
  expect(of("crm_account", "steward_app")).toEqual(["SELECT", "INSERT", "UPDATE", "DELETE"]);
  expect(of("crm_account", "steward_system")).toEqual([]);
  expect(of("crm_account", "steward_search")).toEqual(["SELECT (tenant_id)", "SELECT (id)", "SELECT (search_text)"]);
});

/** Changes the database, asks the catalogue check, and takes the change back. */
async function findingsAfter(mutation: string): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(mutation);
    return await inspectCatalogue(client);
  } finally {
    await client.query("rollback");
  }
}

describe("the catalogue check notices", () => {
  test("the loss of any one policy", async () => {
    const { rows } = await client.query<{ drop: string }>(
      "select format('drop policy %I on %I', policyname, tablename) as drop from pg_policies where schemaname = 'public'",
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { drop } of rows) expect(await findingsAfter(drop), drop).not.toEqual([]);
  });

  test("any one table without row level security, or without it for its owner", async () => {
    for (const table of declaredPrivileges().keys()) {
      expect(await findingsAfter(`alter table "${table}" disable row level security`), table).not.toEqual([]);
      expect(await findingsAfter(`alter table "${table}" no force row level security`), table).not.toEqual([]);
    }
  });

  test.each([
    ["a policy that lets everything be read", "alter policy crm_account_tenant on crm_account using (true)"],
    ["a policy that lets everything be written", "alter policy crm_account_tenant on crm_account with check (true)"],
    ["a policy for everyone", "alter policy crm_account_tenant on crm_account to public"],
    [
      "a second policy beside the right one",
      "create policy more on crm_account for select to steward_app using (true)",
    ],
    ["the app seeing all tenants", "alter policy tenant_self on tenant using (true)"],
    ["a table nobody declared", "create table loose (id int)"],
    ["a view, which would read past the policies", "create view peek as select * from crm_account"],
    ["a sequence", "create sequence counter"],
    ["a privilege on a global table", 'grant select on "user" to steward_app'],
    ["a privilege on one column", 'grant select (password_hash) on "user" to steward_app'],
    ["a privilege for everyone", "grant select on crm_account to public"],
    ["history that can be rewritten", "grant update on audit_event to steward_app"],
    ["a missing privilege", "revoke insert on crm_account from steward_app"],
    [
      "a key without the tenant",
      "alter table saved_view drop constraint saved_view_tenant_id_id_pk, add primary key (id)",
    ],
    [
      "a reference that could point at another tenant's row",
      `alter table crm_account add unique (id); alter table saved_view add column account_id uuid references crm_account (id);
       create index on saved_view (account_id)`,
    ],
    ["a reference without an index", "drop index crm_account_parent_id"],
    ["a missing search index", "drop index crm_account_search"],
    ["a role that bypasses the policies", "alter role steward_app bypassrls"],
    ["a search role that can sign in", "alter role steward_search login"],
    ["a role that owns a table", "alter table crm_account owner to steward_app"],
    ["a role that can become another", "grant steward_system to steward_app"],
    ["a schema opened to the app", "grant usage on schema pgboss to steward_app"],
    [
      "a database opened to everyone",
      "do $$ begin execute format('grant connect on database %I to public', current_database()); end $$",
    ],
    [
      "a function with its owner's rights that is not on the list",
      "create function everything() returns setof crm_account language sql security definer set search_path = pg_catalog, pg_temp as 'select * from public.crm_account'; revoke all on function everything from public",
    ],
    ["a function whose names can be redirected", "alter function search.crm_account reset search_path"],
    ["a change of access that nobody hears of", "drop trigger announce_access_change on member"],
    ["one that is heard of no longer", "alter table tenant disable trigger announce_access_change"],
    [
      "one that is announced as another",
      "create or replace trigger announce_access_change after update or delete on custom_role for each row execute function announce_access_change('member')",
    ],
    ["a function everyone may call", "grant execute on function search.crm_account to public"],
  ])("%s", async (_what, mutation) => {
    expect(await findingsAfter(mutation)).not.toEqual([]);
  });
});
