import { user } from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import { createTestDatabase } from "@steward/db/testing";
import { hashPassword } from "../password.ts";
import type { AuthPlatform } from "../platform.ts";

export const password = "correct horse battery";

/** A database of its own with one person in it, `ada@acme.test`. */
export async function createAuthFixture() {
  const database = await createTestDatabase();
  const system = createSystemDatabase(database.systemUrl);
  const platform: AuthPlatform = { system, secret: "a test's secret of more than thirty-two characters" };
  const passwordHash = await hashPassword(password);
  let count = 0;
  const addUser = async (changes: Partial<typeof user.$inferInsert> = {}) => {
    count += 1;
    const values = { email: `person-${count}@acme.test`, name: "A person", passwordHash, ...changes };
    const [row] = await system.insert(user).values(values).returning({ id: user.id, email: user.email });
    if (!row) throw new Error("no row");
    return row;
  };
  return {
    platform,
    addUser,
    /** Another process of the same installation: same database and secret, nothing remembered. */
    anotherProcess: (): AuthPlatform => ({ ...platform }),
    close: async () => {
      await system.close();
      await database.drop();
    },
  };
}

export type AuthFixture = Awaited<ReturnType<typeof createAuthFixture>>;
