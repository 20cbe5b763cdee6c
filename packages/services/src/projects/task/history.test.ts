import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { auditEvent, taskText } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { getTask } from "./detail.ts";
import { getTaskHistory, undoTaskChange } from "./history.ts";
import { createTask, updateTask } from "./task.ts";

let shop: Workshop;
let lead: Worker;
let projectId: string;

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  ({ id: projectId } = await lead.start({ visibility: "private" }));
});
afterAll(() => shop.close());

/** A task whose description has said these, one after the other. */
async function described(...texts: (string | null)[]): Promise<string> {
  const { id } = await lead.act((ctx) => createTask(ctx, { projectId, title: "Write it down" }));
  for (const text of texts) await write(id, text);
  return id;
}
const write = (id: string, text: string | null, title?: string) =>
  lead.act((ctx) =>
    updateTask(ctx, { id, description: text === null ? null : richTextOf(text), ...(title && { title }) }),
  );
const history = (id: string) => lead.look((ctx) => getTaskHistory(ctx, id));
const changesOf = async (id: string) =>
  (await history(id)).flatMap(({ changes, canUndo }) =>
    changes.map(({ field, from, to }) => [field, from, to, canUndo] as const),
  );
const said = async (id: string) => (await lead.look((ctx) => getTask(ctx, { id }))).description;
const undo = async (id: string, place = 0) => {
  const eventId = (await history(id))[place]?.id ?? "";
  return lead.act((ctx) => undoTaskChange(ctx, { id, eventId }));
};

it("shows what a description said, and writes it back; the older change waits for the newer one", async () => {
  const id = await described("First", "Second");
  expect(await changesOf(id)).toEqual([
    ["description", "First", "Second", true],
    ["description", null, "First", false],
  ]);
  await expect(undo(id, 1)).rejects.toMatchObject({ code: "PRECONDITION", reason: "task.changed_since" });
  await undo(id);
  expect(await said(id)).toEqual(richTextOf("First"));
  // What was taken back is a change that can be taken back.
  expect((await changesOf(id))[0]).toEqual(["description", "Second", "First", true]);
});

it("writes back an empty description, and what was changed with it", async () => {
  const id = await described();
  await write(id, "Something", "Another title");
  await undo(id);
  expect(await lead.look((ctx) => getTask(ctx, { id }))).toMatchObject({ description: null, title: "Write it down" });
});

it("keeps the text out of the record, which masks addresses and is read by others", async () => {
  const secret = "Ask anna@example.test about the lawsuit";
  const id = await described(secret, "No more of it");
  const rows = await lead.look(({ db }) =>
    db
      .select({ payload: auditEvent.payload })
      .from(auditEvent)
      .where(and(eq(auditEvent.entityId, id), eq(auditEvent.name, "projects.task.updated"))),
  );
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/lawsuit|anna/);
  await undo(id);
  expect(await said(id)).toEqual(richTextOf(secret));
  await expect(shop.as("owner").look((ctx) => getTaskHistory(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("is not taken back over what somebody writes at the same moment", async () => {
  const id = await described("First", "Second");
  const eventId = (await history(id))[0]?.id ?? "";
  const takeBack = lead.act((ctx) => undoTaskChange(ctx, { id, eventId }));
  const [taken, written] = await Promise.allSettled([takeBack, write(id, "Third")]);
  expect(written?.status).toBe("fulfilled");
  // Before it, or refused; never over it.
  if (taken?.status === "rejected") expect(taken.reason).toMatchObject({ reason: expect.stringMatching(/changed/) });
  expect(await said(id)).toEqual(richTextOf("Third"));
});

it("cannot be undone where the text was not kept: changes from before it was", async () => {
  const id = await described("First", "Second");
  await lead.act(({ db }) => db.delete(taskText).where(eq(taskText.taskId, id)));
  expect((await changesOf(id)).map(([, , , canUndo]) => canUndo)).toEqual([false, false]);
});
