import { user } from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import { createTestDatabase } from "@steward/db/testing";
import { startAuthFeed } from "../feed.ts";
import { hashPassword } from "../password.ts";
import type { AuthFeed, AuthPlatform } from "../platform.ts";

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
    const values = {
      email: `person-${count}@acme.test`,
      name: "A person",
      passwordHash,
      emailVerifiedAt: new Date(),
      ...changes,
    };
    const [row] = await system.insert(user).values(values).returning({ id: user.id, email: user.email });
    if (!row) throw new Error("no row");
    return row;
  };
  const nodes: TestNode[] = [];
  return {
    platform,
    systemUrl: database.systemUrl,
    addUser,
    /** Another process with connections and a feed of its own, as a server has. `listenUrl`: how the feed gets there. */
    startNode: (listenUrl = database.systemUrl): TestNode => {
      const node = startNode(platform.secret, database.systemUrl, listenUrl);
      nodes.push(node);
      return node;
    },
    /** Another process of the same installation: same database and secret, nothing remembered. */
    anotherProcess: (): AuthPlatform => ({ ...platform }),
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
      await system.close();
      await database.drop();
    },
  };
}

export interface TestNode extends AuthPlatform {
  readonly feed: AuthFeed;
  /** How often it has read from the database. */
  reads(): number;
  close(): Promise<void>;
}

function startNode(secret: string, systemUrl: string, listenUrl: string): TestNode {
  const database = createSystemDatabase(systemUrl);
  let reads = 0;
  const system = new Proxy(database, {
    get(target, name) {
      if (name === "select") reads += 1;
      const member = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  const platform: AuthPlatform = { system, secret };
  const feed = startAuthFeed(platform, listenUrl, () => {});
  const close = async () => {
    await feed.close();
    await database.close();
  };
  return Object.assign(platform, { feed, reads: () => reads, close });
}

export type AuthFixture = Awaited<ReturnType<typeof createAuthFixture>>;
