import { expect, test } from "vitest";
import { createTestDatabase } from "./index.ts";
import { asOwner } from "./server.ts";

test("a clone is migrated, empty, and gone after its use", async () => {
  let ownerUrl: string;
  {
    await using database = await createTestDatabase();
    ownerUrl = database.ownerUrl;
    const { rows } = await asOwner(database.systemUrl, (client) =>
      client.query("select count(*)::int as tenants from tenant"),
    );
    expect(rows).toEqual([{ tenants: 0 }]);
    await expect(asOwner(database.appUrl, (client) => client.query('select * from "user"'))).rejects.toThrow(
      "permission denied",
    );
  }
  await expect(asOwner(ownerUrl, (client) => client.query("select 1"))).rejects.toThrow("does not exist");
});

test("clones made at the same time are separate", async () => {
  await using first = await createTestDatabase();
  await using second = await createTestDatabase();
  await asOwner(first.systemUrl, (client) =>
    client.query("insert into tenant (id, slug, name) values (gen_random_uuid(), 'only-here', 'Only here')"),
  );
  const { rows } = await asOwner(second.systemUrl, (client) => client.query("select from tenant"));
  expect(rows).toHaveLength(0);
});
