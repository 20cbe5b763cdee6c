import type { Database } from "@steward/db";
import type { SystemDatabase } from "@steward/db/system";
import { createCast, demoTenantId, ensureOperator, findDemoTenant, loadCast } from "./cast.ts";
import { acme } from "./story/acme.ts";
import { globex } from "./story/globex.ts";
import { isTold, tellStory } from "./tell.ts";

export { type DemoLink, demoLinks } from "./links.ts";

/** What every demo user signs in with. */
export const demoPassword = "steward-demo";

/** Who can sign in to the demo, and what they are there. */
export const demoUsers = [acme, globex].flatMap(({ slug, name, people }) =>
  Object.entries(people).map(([person, { role, email }]) => ({
    email: email ?? `${person}@${slug}.test`,
    slug,
    organisation: name,
    role,
  })),
);

export interface SeedDemoOptions {
  readonly database: Database;
  readonly system: SystemDatabase;
  /** Called only where people have to be made: hashing is slow on purpose. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** The day the story ends on. */
  readonly now?: Date;
  readonly log?: (message: string) => void;
}

/**
 * Puts the demo organisations into a migrated database, unless they are there. Repeatable, and safe to run from several
 * processes at once. An organisation of somebody else's that has one of the names is left alone.
 *
 * @returns the organisations that were made by this run.
 */
export async function seedDemo({
  database,
  system,
  hashPassword,
  now = new Date(),
  log = () => {},
}: SeedDemoOptions): Promise<string[]> {
  let hash: Promise<string> | undefined;
  const passwordHash = () => {
    hash ??= hashPassword(demoPassword);
    return hash;
  };
  const told: string[] = [];
  for (const story of [acme, globex]) {
    const found = await findDemoTenant(system, story.slug);
    if (found === "foreign") {
      log(`${story.slug} is an organisation of your own: the demo is left out`);
      continue;
    }
    // Before anybody is asked to act: whoever tries the product removes members, and suspends organisations.
    if (found === "ours" && (await isTold(database.read(demoTenantId(story.slug))))) continue;
    if (found === "missing") {
      await ensureOperator(system, await passwordHash());
      await createCast(system, story, await passwordHash(), now);
    }
    const cast = await loadCast(system, story);
    log(`telling the story of ${story.name}`);
    if (await tellStory(database, cast, story, now)) told.push(story.slug);
  }
  return told;
}
