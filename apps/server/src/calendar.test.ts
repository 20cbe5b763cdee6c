import { fileURLToPath } from "node:url";
import { defaultStatuses } from "@steward/contracts/projects/status";
import { uuidv7 } from "@steward/db";
import { calendarFeed, member, project, projectMember, task, taskAssignee, taskStatus, user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { feedPath } from "@steward/services/projects";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

const entry = fileURLToPath(new URL("main.ts", import.meta.url));
const secret = "a secret of the tests, long enough to sign with";
const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

let fixture: TwoTenants;
let server: TestProcess;
/** A private project of Acme's that its member works in, with four tasks. */
const projectId = uuidv7();
const statuses = defaultStatuses.map((status, position) => ({ ...status, position, id: uuidv7(), projectId }));

beforeAll(async () => {
  fixture = await createTwoTenants();
  const { acme, database } = fixture;
  const me = acme.members.member.memberId;
  await database.withTenant(acme.id, async (db) => {
    const place = {
      key: "SHOP",
      visibility: "private",
      ownerId: acme.members.owner.memberId,
      currency: "USD",
    } as const;
    await db.insert(project).values({ id: projectId, name: "Checkout, new", ...place });
    await db.insert(projectMember).values({ projectId, memberId: me });
    await db.insert(taskStatus).values(statuses);
    const tasks = ["Pay", "Thank", "Drop", "Dream"].map((title, index) => ({
      ...{ id: uuidv7(), projectId, number: index + 1, title, reporterId: me, rank: `a${index}` },
      statusId: statuses[[1, 4, 5, 0][index] ?? 0]?.id ?? "",
      dueOn: title === "Dream" ? null : soon,
    }));
    await db.insert(task).values(tasks);
    await db.insert(taskAssignee).values({ taskId: tasks[0]?.id ?? "", memberId: me });
  });
  server = await startProcess(entry, {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_SECRET: secret,
    STEWARD_OVERLOAD_MS: "60000",
  });
});
afterAll(async () => {
  await server?.end("SIGTERM");
  await fixture?.close();
});

/** The address of a feed of Acme's. */
async function addressOf(role: "member" | "owner", of: string | null): Promise<string> {
  const { acme, database } = fixture;
  const row = { id: uuidv7(), memberId: acme.members[role].memberId, projectId: of };
  await database.withTenant(acme.id, async (db) => {
    await db.delete(calendarFeed).where(eq(calendarFeed.memberId, row.memberId));
    await db.insert(calendarFeed).values(row);
  });
  return `${server.url}${feedPath(secret, { tenantId: acme.id, id: row.id, generation: 1 })}`;
}

const summaries = (calendar: string) =>
  [...calendar.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, summary]) => summary).sort();

test("a calendar needs no session, shows what is due and is told when nothing has changed", async () => {
  const address = await addressOf("member", projectId);
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  const calendar = await answer.text();
  // Cancelled ones and those without a day are not there.
  expect(summaries(calendar)).toEqual(["SHOP-1 Pay", "✓ SHOP-2 Thank"]);
  expect(calendar).toContain("NAME:Checkout\\, new\r\n");
  const again = await fetch(address, { headers: { "if-none-match": answer.headers.get("etag") ?? "" } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const mine = await fetch(await addressOf("member", null));
  expect(summaries(await mine.text())).toEqual(["SHOP-1 Pay"]);
});

test("an address that is not, not any more or not yet good says as little as one that never was", async () => {
  const { acme, database, system } = fixture;
  const nothing = async (address: string, init: RequestInit = {}) => {
    const answer = await fetch(address, init);
    return [answer.status, await answer.json()];
  };
  const never = [404, { error: { reason: "path_unknown", requestId: expect.any(String) } }];
  expect(await nothing(`${server.url}/calendar/nothing.ics`)).toEqual(never);
  const address = await addressOf("member", projectId);
  expect(await nothing(address, { method: "POST" })).toEqual(never);
  expect(await nothing(`${address.slice(0, -6)}AA.ics`)).toEqual(never);
  // The owner of the organisation is not in this private project.
  expect(await nothing(await addressOf("owner", projectId))).toEqual(never);
  const { memberId, userId } = acme.members.member;
  const during = async (change: object, back: object, shut: "member" | "user") => {
    const set = (values: object) =>
      shut === "member"
        ? system.update(member).set(values).where(eq(member.id, memberId))
        : system.update(user).set(values).where(eq(user.id, userId));
    await set(change);
    expect(await nothing(address)).toEqual(never);
    await set(back);
    expect((await fetch(address)).status).toBe(200);
  };
  await during({ disabledAt: new Date() }, { disabledAt: null }, "member");
  await during({ disabledAt: new Date() }, { disabledAt: null }, "user");
  await during({ role: "guest" }, { role: "member" }, "member");
  await database.withTenant(acme.id, (db) => db.update(calendarFeed).set({ generation: 2 }));
  expect(await nothing(address)).toEqual(never);
});

test("the log does not say where somebody's calendar is", async () => {
  const address = await addressOf("member", projectId);
  const requestId = (await fetch(address)).headers.get("x-request-id");
  await expect
    .poll(() => server.lines.find((line) => line.requestId === requestId))
    .toMatchObject({ procedure: "calendar", status: 200 });
  expect(JSON.stringify(server.lines)).not.toContain(address.split("/").at(-1));
});
