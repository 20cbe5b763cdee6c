import { richTextOf } from "@steward/contracts/kernel/rich-text";
import type { ActivityEntry, ListActivityInput } from "@steward/contracts/projects/activity";
import { uuidv7 } from "@steward/db";
import { file } from "@steward/db/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachFiles, removeFiles } from "../../files/index.ts";
import { createComment, removeComment } from "../comment.ts";
import { createMilestone } from "../milestone.ts";
import { setProjectMembers } from "../project/member.ts";
import { setProjectStatus, updateProject } from "../project/project.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { listStatuses } from "../status/queries.ts";
import { removeTasks } from "../task/bulk.ts";
import { moveTask } from "../task/move.ts";
import { createTask, updateTask } from "../task/task.ts";
import { watchTask } from "../task/watch.ts";
import { listActivity } from "./activity.ts";

let shop: Workshop;
let lead: Worker;
let helper: Worker;
let projectId: string;
let poster: string;

const read = (who: Worker, input: Partial<ListActivityInput> = {}) =>
  who.look((ctx) => listActivity(ctx, { projectId, filter: {}, limit: 100, ...input }));
const lastWord = ({ name }: ActivityEntry) => name.slice(name.lastIndexOf(".") + 1);

async function attach(who: Worker, name: string, target: { address: "projects.task"; entityId: string }) {
  const id = uuidv7();
  await who.act(async (ctx) => {
    const bytes = { sizeBytes: 1, type: "text/plain", uploadId: "", partSizeBytes: 1 };
    await ctx.db.insert(file).values({ id, name, status: "uploaded", memberId: who.id, ...bytes });
    await attachFiles(ctx, { ids: [id], target });
  });
  return id;
}

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  const [one] = await shop.invite(1);
  if (!one) throw new Error("Nobody came");
  helper = one;
  ({ id: projectId } = await lead.start({ name: "Campaign" }));
  // Another project, whose doings are none of this one's.
  const other = await lead.start();
  await lead.act((ctx) => createTask(ctx, { projectId: other.id, title: "Elsewhere" }));
  await lead.act((ctx) => setProjectMembers(ctx, { projectId, members: [{ memberId: helper.id, role: "member" }] }));
  ({ id: poster } = await helper.act((ctx) => createTask(ctx, { projectId, title: "Poster" })));
  await helper.act((ctx) => updateTask(ctx, { id: poster, assigneeIds: [helper.id], title: "Large poster" }));
  await helper.act((ctx) => watchTask(ctx, poster));
  const statuses = await lead.look((ctx) => listStatuses(ctx, projectId));
  const done = statuses.find(({ kind }) => kind === "done")?.id ?? "";
  await helper.act((ctx) => moveTask(ctx, { id: poster, statusId: done }));
  await lead.act((ctx) => createComment(ctx, { taskId: poster, content: richTextOf("Well done") }));
  const regretted = await lead.act((ctx) =>
    createComment(ctx, { taskId: poster, content: richTextOf("Not well done") }),
  );
  await lead.act((ctx) => removeComment(ctx, regretted.id));
  const sketch = await attach(helper, "sketch.txt", { address: "projects.task", entityId: poster });
  await helper.act((ctx) => removeFiles(ctx, [sketch]));
  await lead.act((ctx) => createMilestone(ctx, { projectId, name: "Opening", dueOn: "2026-12-01" }));
  await lead.act((ctx) => updateProject(ctx, { id: projectId, budgetMinor: 500_000, budgetMinutes: 600 }));
  await lead.act((ctx) => setProjectStatus(ctx, { id: projectId, status: "active" }));
  const { id: flyer } = await helper.act((ctx) => createTask(ctx, { projectId, title: "Flyer" }));
  await helper.act((ctx) => removeTasks(ctx, [flyer]));
});
afterAll(() => shop?.close());

describe("what happened in a project", () => {
  it("is told newest first, with what it happened to and in today's names, and without what is nobody's history", async () => {
    const { items, nextCursor } = await read(lead);
    expect(nextCursor).toBeNull();
    expect(items.map((entry) => [lastWord(entry), entry.actor?.name, entry.task?.title ?? null])).toEqual([
      ["removed", helper.name, "Flyer"],
      ["created", helper.name, "Flyer"],
      ["statusChanged", lead.name, null],
      ["updated", lead.name, null],
      ["planChanged", lead.name, null],
      ["removed", helper.name, "Large poster"],
      ["attached", helper.name, "Large poster"],
      ["commentRemoved", lead.name, "Large poster"],
      ["commented", lead.name, "Large poster"],
      ["commented", lead.name, "Large poster"],
      ["moved", helper.name, "Large poster"],
      ["updated", helper.name, "Large poster"],
      ["created", helper.name, "Large poster"],
      ["membersChanged", lead.name, null],
      ["created", lead.name, null],
    ]);
    expect(items[0]?.task?.isGone).toBe(true);
    expect(items.map(({ detail }) => detail).slice(2, 12)).toEqual([
      { kind: "status", from: "planned", to: "active" },
      { kind: "changes", changes: expect.arrayContaining([{ field: "budgetMinor", from: null, to: "500000" }]) },
      { kind: "part", part: "milestone", name: "Opening", action: "created" },
      { kind: "file", name: "sketch.txt" },
      { kind: "file", name: "sketch.txt" },
      null,
      // What was said and taken back is said no more.
      { kind: "comment", text: null },
      { kind: "comment", text: "Well done" },
      { kind: "moved", from: "Backlog", to: "Done", ended: "done" },
      { kind: "changes", changes: expect.arrayContaining([{ field: "assigneeIds", from: null, to: helper.name }]) },
    ]);
  });

  it("comes page by page, each entry once", async () => {
    const whole = await read(lead);
    const paged: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await read(lead, { cursor: cursor ?? null, limit: 4 });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(paged).toEqual(whole.items.map(({ id }) => id));
  });

  it("is looked at by kind and by person", async () => {
    const comments = await read(lead, { filter: { kind: ["comment"] } });
    expect(comments.items.map(lastWord)).toEqual(["commentRemoved", "commented", "commented"]);
    const files = await read(lead, { filter: { kind: ["file", "project"], memberId: helper.id } });
    expect(files.items.map(({ name }) => name)).toEqual(["files.file.removed", "files.file.attached"]);
  });

  it("tells what it is sold for to those who lead it, and what they may not read to nobody", async () => {
    const { items } = await read(helper, { filter: { kind: ["project"] } });
    const changed = items.find((entry) => lastWord(entry) === "updated");
    expect(changed?.detail).toEqual({ kind: "changes", changes: [{ field: "budgetMinutes", from: null, to: "600" }] });
    const narrow = await lead.look((ctx) =>
      listActivity(
        { ...ctx, actor: { ...ctx.actor, permissions: new Set(["projects.project.read"]) } },
        { projectId, filter: {}, limit: 100 },
      ),
    );
    expect(new Set(narrow.items.map(({ name }) => name.split(".").slice(0, 2).join(".")))).toEqual(
      new Set(["projects.project"]),
    );
  });

  it("of a private one is nobody's who is not in it, whatever they are in the organisation", async () => {
    const { id } = await lead.start({ visibility: "private" });
    await lead.act((ctx) => createTask(ctx, { projectId: id, title: "Whisper" }));
    expect((await read(lead, { projectId: id })).items).toHaveLength(2);
    for (const other of [shop.as("owner"), shop.as("owner", shop.two.globex)]) {
      await expect(read(other, { projectId: id })).rejects.toEqual(expect.objectContaining({ code: "NOT_FOUND" }));
    }
  });
});
