import { maxIntakePerHour } from "@steward/contracts/projects/intake";
import { auditEvent, project, task } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomField } from "./custom-field/custom-field.ts";
import { configureIntake, submitIntake } from "./intake.ts";
import { removeParts } from "./plan-part.ts";
import { openWorkshop, type Worker, type Workshop } from "./project-fixture.ts";
import { getTask } from "./task/detail.ts";

let shop: Workshop;
let lead: Worker;
let asker: Worker;
beforeAll(async () => {
  shop = await openWorkshop();
  [lead, asker] = [shop.as("member"), shop.as("technician")];
});
afterAll(() => shop.close());

/** A project that asks for a size, which is wanted, and a colour. */
async function open(visibility: "organisation" | "private" = "organisation") {
  const { id: projectId } = await lead.start({ visibility });
  const field = (name: string, isRequired = false) =>
    lead.act((ctx) => createCustomField(ctx, { projectId, name, kind: "number", isRequired }));
  const [size, colour, inner] = [await field("Size", true), await field("Colour"), await field("Cost")];
  const form = { projectId, title: "Ask us", fieldIds: [size.id, colour.id] };
  await lead.act((ctx) => configureIntake(ctx, { ...form, isOpen: true }));
  return { projectId, form, size: size.id, colour: colour.id, inner: inner.id };
}
const ask = (projectId: string, customFields: Record<string, number>, who = asker) =>
  who.act((ctx) => submitIntake(ctx, { projectId, title: "A new door", details: "At the back", customFields }));

describe("asking something of a project", () => {
  it("makes a task in its first column, which the asker watches; what is not asked for is left out", async () => {
    const { projectId, size, colour, inner } = await open();
    const { taskId, key } = await ask(projectId, { [size]: 2, [inner]: 1_000 });
    const made = await asker.look((ctx) => getTask(ctx, { id: taskId }));
    expect(made).toMatchObject({
      key,
      customFields: { [size]: 2 },
      reporter: { memberId: asker.id },
      isWatching: true,
    });
    expect(made.status.kind).toBe("backlog");
    await expect(ask(projectId, { [colour]: 1 })).rejects.toMatchObject({
      code: "INVALID",
      reason: "task.custom_field_missing",
      details: { field: `customFields.${size}` },
    });
    await expect(ask(projectId, { [size]: 1, [colour]: "red" as never })).rejects.toMatchObject({
      reason: "task.custom_field_invalid",
    });
    await lead.act((ctx) => removeParts(ctx, "customField", [size]));
    await expect(ask(projectId, { [size]: 2 })).resolves.toBeTruthy();
  });

  it("is for those who see it: a private project takes requests of its members alone, and names itself to nobody", async () => {
    const { projectId, size } = await open("private");
    await expect(ask(projectId, { [size]: 1 })).rejects.toMatchObject({ code: "NOT_FOUND", reason: "not_found" });
    const { taskId } = await ask(projectId, { [size]: 1 }, lead);
    const [event] = await lead.look(({ db }) =>
      db.select({ audience: auditEvent.audience }).from(auditEvent).where(eq(auditEvent.entityId, taskId)),
    );
    expect(event?.audience).toEqual([lead.id]);
  });

  it("is refused where nobody asks for it, or not any more", async () => {
    const { projectId, form, size } = await open();
    await lead.act((ctx) => configureIntake(ctx, { ...form, isOpen: false }));
    const closed = { code: "PRECONDITION", reason: "intake.closed" };
    await expect(ask(projectId, { [size]: 1 })).rejects.toMatchObject(closed);
    await expect(ask((await lead.start()).id, {})).rejects.toMatchObject(closed);
    const template = await open();
    await lead.act(({ db }) => db.update(project).set({ isTemplate: true }).where(eq(project.id, template.projectId)));
    await expect(ask(template.projectId, { [template.size]: 1 })).rejects.toMatchObject(closed);
  });

  it("ends for an hour after many requests of one person who does not work there, also at once; others go on", async () => {
    const { projectId, size } = await open();
    for (let asked = 2; asked < maxIntakePerHour; asked += 1) await ask(projectId, { [size]: asked });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((number) => ask(projectId, { [size]: number })));
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? outcome.reason : []));
    expect(refused).toMatchObject([
      { code: "LIMIT", reason: "intake.too_many", details: { max: maxIntakePerHour } },
      { code: "LIMIT", reason: "intake.too_many" },
    ]);
    await expect(ask(projectId, { [size]: 1 }, shop.as("guest"))).resolves.toBeTruthy();
    await lead.act(async ({ db }) => {
      const earlier = { createdAt: sql`created_at - interval '1 hour'` };
      await db.update(task).set(earlier).where(eq(task.projectId, projectId));
    });
    await expect(ask(projectId, { [size]: 1 })).resolves.toBeTruthy();
  });
});
