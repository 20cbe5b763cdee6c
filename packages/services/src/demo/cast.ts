import { createHash } from "node:crypto";
import { customRole, member, tenant, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, eq } from "drizzle-orm";
import { type Membership, membershipOf } from "../kernel/index.ts";
import { storyCalendar } from "./calendar.ts";
import type { Person, Story } from "./story/story.ts";

/** The organisation's members, ready to act. */
export type Cast = Readonly<Record<Person, Membership>>;

/** An id that follows from a name: the same person, organisation or membership on every machine. */
function namedId(name: string): string {
  const hash = createHash("sha256").update(`steward demo/${name}`).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(12, 15)}-8${hash.slice(15, 18)}-${hash.slice(18, 30)}`;
}

/** The id that an organisation of the demo has wherever there is one. */
export const demoTenantId = (slug: string): string => namedId(slug);

/** Whether the demo's organisation is there, or another one of that name: nothing of the demo is put into somebody's own. */
export async function findDemoTenant(system: SystemDatabase, slug: string): Promise<"missing" | "ours" | "foreign"> {
  const [row] = await system.select({ id: tenant.id }).from(tenant).where(eq(tenant.slug, slug));
  if (!row) return "missing";
  return row.id === demoTenantId(slug) ? "ours" : "foreign";
}

/** The person who runs the platform; has no place in any organisation. */
export async function ensureOperator(system: SystemDatabase, passwordHash: string): Promise<void> {
  await system
    .insert(user)
    .values({
      id: namedId("operator"),
      email: "operator@steward.test",
      name: "Olu Brennan",
      operator: true,
      emailVerifiedAt: new Date(),
      passwordHash,
    })
    .onConflictDoNothing();
}

/** Creates the organisation and its people; two processes that start at once make them once. */
export async function createCast(system: SystemDatabase, story: Story, passwordHash: string, now: Date): Promise<void> {
  const tenantId = demoTenantId(story.slug);
  const joinedAt = storyCalendar(story.timeZone, now).instant([story.since, "08:00"]);
  const people = Object.entries(story.people).map(([person, { name, role, email }]) => {
    const address = email ?? `${person}@${story.slug}.test`;
    return { name, role, email: address, userId: namedId(address), memberId: namedId(`${story.slug}/${person}`) };
  });
  const { slug, name, currency, locale, timeZone, country } = story;
  await system.transaction(async (db) => {
    await db
      .insert(tenant)
      .values({ id: tenantId, slug, name, currency, locale, timeZone, country, createdAt: joinedAt })
      .onConflictDoNothing();
    await db
      .insert(user)
      .values(
        people.map((person) => ({
          id: person.userId,
          email: person.email,
          name: person.name,
          emailVerifiedAt: joinedAt,
          passwordHash,
        })),
      )
      .onConflictDoNothing();
    await db
      .insert(member)
      .values(
        people.map((person) => ({
          tenantId,
          id: person.memberId,
          userId: person.userId,
          role: person.role,
          name: person.name,
          email: person.email,
          createdAt: joinedAt,
        })),
      )
      .onConflictDoNothing();
  });
}

/** The members as they act in the story. */
export async function loadCast(system: SystemDatabase, story: Story): Promise<Cast> {
  const rows = await system
    .select({ tenant, member, customRole })
    .from(member)
    .innerJoin(tenant, eq(tenant.id, member.tenantId))
    .leftJoin(customRole, and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId)))
    .where(eq(tenant.slug, story.slug));
  const membership = (person: Person): Membership => {
    const found = rows.find((row) => row.member.id === namedId(`${story.slug}/${person}`));
    if (!found) throw new Error(`The demo organisation ${story.slug} lacks its ${person}.`);
    return membershipOf(found);
  };
  return {
    owner: membership("owner"),
    admin: membership("admin"),
    manager: membership("manager"),
    member: membership("member"),
    technician: membership("technician"),
    casey: membership("casey"),
  };
}
