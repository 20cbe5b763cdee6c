import { type Role, roles } from "@steward/contracts";
import { createDatabase, type Database, uuidv7 } from "@steward/db";
import { member, tenant, user } from "@steward/db/schema";
import { createSystemDatabase, type SystemDatabase } from "@steward/db/system";
import { createTestDatabase, type TestServer } from "@steward/db/testing";

/** A person in one organisation. */
export interface TestMember {
  readonly memberId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** An organisation with a member of each role. */
export interface TestTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly country: string;
  readonly members: Readonly<Record<Role, TestMember>>;
}

/** A database with two organisations in it that must not notice each other. */
export interface TwoTenants extends AsyncDisposable {
  readonly acme: TestTenant;
  readonly globex: TestTenant;
  readonly database: Database;
  readonly system: SystemDatabase;
  /** As superuser: past every policy. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** Closes the handles and removes the database. */
  close(): Promise<void>;
}

/**
 * A fresh database with the organisations `acme` and `globex`. Takes about a tenth of a second: make one per test
 * file in `beforeAll` and close it in `afterAll`, or one per test with `await using`.
 * @param server that of the running vitest project unless given.
 */
export async function createTwoTenants(server?: TestServer): Promise<TwoTenants> {
  const testDatabase = await createTestDatabase(server);
  const { ownerUrl, appUrl, systemUrl } = testDatabase;
  const database = createDatabase(appUrl, { applicationName: "steward-test" });
  const system = createSystemDatabase(systemUrl);
  const close = async () => {
    await Promise.all([database.close(), system.close()]);
    await testDatabase.drop();
  };
  try {
    const acme = describeTenant("acme", "Acme Facilities", {
      currency: "USD",
      timeZone: "America/New_York",
      country: "US",
    });
    const globex = describeTenant("globex", "Globex Services", {
      currency: "EUR",
      timeZone: "Europe/Berlin",
      country: "DE",
    });
    await system.transaction((db) => store(db, [acme, globex]));
    return { acme, globex, database, system, ownerUrl, appUrl, systemUrl, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function describeTenant(
  slug: string,
  name: string,
  place: Pick<TestTenant, "currency" | "timeZone" | "country">,
): TestTenant {
  const members = Object.fromEntries(
    roles.map((role) => [
      role,
      {
        memberId: uuidv7(),
        userId: uuidv7(),
        name: `${slug} ${role}`,
        email: `${role.toLowerCase()}@${slug}.test`,
        role,
      },
    ]),
  ) as Record<Role, TestMember>;
  return { id: uuidv7(), slug, name, locale: "en", ...place, members };
}

async function store(db: Pick<SystemDatabase, "insert">, tenants: readonly TestTenant[]): Promise<void> {
  const people = tenants.flatMap((one) =>
    Object.values(one.members).map((person) => ({ ...person, tenantId: one.id })),
  );
  await db.insert(tenant).values(tenants.map(({ members: _, ...columns }) => columns));
  await db
    .insert(user)
    .values(people.map(({ userId, name, email }) => ({ id: userId, name, email, emailVerifiedAt: new Date() })));
  await db.insert(member).values(
    people.map(({ memberId, userId, tenantId, name, email, role }) => ({
      id: memberId,
      userId,
      tenantId,
      name,
      email,
      role,
    })),
  );
}
