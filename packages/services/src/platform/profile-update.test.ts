import { auditEvent, member } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { updateProfile } from "./profile-update.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two?.close());

const source = { procedure: "user.update", clientAddress: "192.0.2.7", userAgent: "a browser" };
const renamed = (tenantId: string) =>
  two.system
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.tenantId, tenantId), eq(auditEvent.name, "org.member.renamed")));

it("leaves what a member was called in the record of each organisation that knew them so", async () => {
  const { userId, memberId } = two.acme.members.manager;
  const place = { tenantId: two.globex.id, userId, name: "Known otherwise", role: "guest" as const };
  await two.system.insert(member).values({ ...place, email: "elsewhere@globex.test" });
  const rename = () =>
    updateProfile({ system: two.system, userId, requestId: "request-of-a-test", source }, { name: "Known otherwise" });
  const [before] = await two.system.select().from(member).where(eq(member.id, memberId));
  await rename();
  expect(await renamed(two.acme.id)).toMatchObject([
    {
      entityId: memberId,
      actorId: memberId,
      actorName: before?.name,
      clientAddress: "192.0.2.7",
      payload: { name: "Known otherwise", changes: { name: { from: before?.name, to: "Known otherwise" } } },
    },
  ]);
  expect(await renamed(two.globex.id)).toEqual([]);
  await rename();
  expect(await renamed(two.acme.id)).toHaveLength(1);
});
