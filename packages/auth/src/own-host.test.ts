import { tenant } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { changeAccess } from "./change-access.ts";
import { findTenantByHost } from "./own-host.ts";
import { type AuthFixture, createAuthFixture, type TestNode } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
let one: TestNode;
let two: TestNode;
let tenantId: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
  one = fixture.startNode();
  two = fixture.startNode();
  const [row] = await fixture.platform.system
    .insert(tenant)
    .values({ slug: "acme", name: "Acme", customDomain: "desk.acme.test", customDomainToken: "x" })
    .returning();
  tenantId = row?.id ?? "";
});
afterAll(() => fixture.close());

const prove = (customDomainVerifiedAt: Date | null) =>
  changeAccess(one, { kind: "tenant", id: tenantId }, (tx) =>
    tx.update(tenant).set({ customDomainVerifiedAt }).where(eq(tenant.id, tenantId)),
  );

/** Before a node would look by itself, after ten seconds. */
const soon = { timeout: 9_000, interval: 5 };

/** Until the node answers without asking the database. */
const remembered = (node: TestNode) =>
  expect
    .poll(async () => {
      const before = node.reads();
      await findTenantByHost(node, "desk.acme.test");
      return node.reads() - before;
    })
    .toBe(0);

describe("the organisations' own host names", () => {
  it("are remembered, and what strangers make up costs nothing", async () => {
    // A node that has heard nothing for a second asks more often, as one on a busy machine does now and then.
    await vi.waitFor(
      async () => {
        await remembered(one);
        const before = one.reads();
        await Promise.all(Array.from({ length: 500 }, (_, index) => findTenantByHost(one, `${index}.stranger.test`)));
        expect(one.reads() - before).toBeLessThanOrEqual(1);
      },
      { timeout: 60_000 },
    );
  });

  it("lead somewhere on every node once they are proved, and nowhere once they are given up", async () => {
    for (const node of [one, two]) {
      await remembered(node);
      expect(await findTenantByHost(node, "desk.acme.test")).toBeNull();
    }
    await prove(new Date());
    expect(await findTenantByHost(one, "desk.acme.test")).toBe("acme");
    await expect.poll(() => findTenantByHost(two, "desk.acme.test"), soon).toBe("acme");
    await prove(null);
    expect(await findTenantByHost(one, "desk.acme.test")).toBeNull();
    await expect.poll(() => findTenantByHost(two, "desk.acme.test"), soon).toBeNull();
  });
});
