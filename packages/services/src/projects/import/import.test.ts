import { plainTextOf } from "@steward/contracts/kernel/rich-text";
import {
  auditEvent,
  checklistItem,
  dependency,
  label,
  project,
  task,
  taskAssignee,
  taskComment,
  taskLabel,
} from "@steward/db/schema";
import { asc, eq, inArray, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listActivity } from "../activity/activity.ts";
import { listCustomFields } from "../custom-field/custom-field.ts";
import { listCycles } from "../cycle/cycle.ts";
import { createTaskImportFixture, type TaskImporter, type TaskImportFixture } from "./import-fixture.ts";
import { getTaskImport, getTaskImportReport, listTaskImportRows, listTaskImports } from "./import-queries.ts";
import { configureTaskImport, stopTaskImport } from "./imports.ts";
import { boardFile, jiraFile, sprintFile } from "./read/sample-files.ts";
import { reviewTaskImport } from "./review.ts";
import { runTaskImport } from "./run.ts";
import { undoTaskImport } from "./undo.ts";

let fixture: TaskImportFixture;
beforeAll(async () => {
  fixture = await createTaskImportFixture();
});
afterAll(() => fixture?.close());

const refused = (reason: string) => expect.objectContaining({ reason });

describe("a file from Jira", () => {
  it("is shown before anything comes of it, with what nobody is and what no column is", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const id = await acme.upload(projectId, jiraFile);
    const review = await acme.act((ctx) => reviewTaskImport(ctx, id));
    expect(review.counts).toEqual({ created: 4, skipped: 0, failed: 1 });
    expect(review.statuses.find(({ text }) => text === "Waiting for legal")?.id).toBeNull();
    expect(review.people).toContainEqual({ text: "Nobody Known", count: 1, id: null, isChosen: false });
    expect(review.rows.find(({ title }) => title === "Receipt by e-mail")?.reasons).toEqual([
      "Due: “31/Feb/27 12:00 AM” is no date; left empty",
      "Status: no column is “Waiting for legal”; it goes to “Backlog”",
      "Priority: “P9” says nothing here; left empty",
      "Assignee: “Nobody Known” is nobody here; left out",
      "Blocks: nothing is called “SHOP-99”; left out",
    ]);
    expect(await acme.tasks(projectId)).toEqual([]);
  });

  it("becomes tasks with their parents, links, labels, people and what was chosen for them", async () => {
    const { acme, two } = fixture;
    const { id: projectId, statusIds } = await fixture.project(["member", "manager"]);
    const file = jiraFile.replace("Nobody Known", "Acme Manager").replaceAll("Anna Lindqvist", "Anna");
    const id = await acme.upload(projectId, file);
    const options = {
      statuses: { "Waiting for legal": statusIds[3] ?? "" },
      people: { Anna: two.acme.members.member.memberId },
    };
    await acme.act((ctx) => configureTaskImport(ctx, { id, options }));
    const done = await acme.run(id);
    expect(done).toMatchObject({ status: "completed", createdCount: 4, failedCount: 1, skippedCount: 0 });
    const [epic, form, cards, receipt] = await acme.tasks(projectId);
    expect([epic, form, cards, receipt].map((each) => [each?.number, each?.externalRef])).toEqual([
      [1, "SHOP-1"],
      [2, "SHOP-2"],
      [3, "SHOP-3"],
      [4, "SHOP-4"],
    ]);
    // By the key of one and the number of the other.
    expect([form?.parentId, cards?.parentId, receipt?.parentId]).toEqual([epic?.id, form?.id, epic?.id]);
    expect([epic?.priority, form?.estimateMinutes, receipt?.statusId]).toEqual([4, 480, statusIds[3]]);
    await acme.act(async ({ db }) => {
      const given = await db.select({ taskId: taskAssignee.taskId }).from(taskAssignee);
      expect(given.map(({ taskId }) => taskId).sort()).toEqual([epic?.id, receipt?.id].sort());
      const links = await db.select({ from: dependency.predecessorId, to: dependency.successorId }).from(dependency);
      // "Blocks" of one row and "is blocked by" of the other are one link.
      expect(links).toHaveLength(2);
      expect(new Set(links.map(({ from }) => from))).toEqual(new Set([form?.id]));
      const worn = await db
        .select({ name: label.name })
        .from(taskLabel)
        .innerJoin(label, eq(label.id, taskLabel.labelId));
      expect(worn.map(({ name }) => name).sort()).toEqual(["frontend", "needs-design"]);
      const said = await db.select().from(taskComment).orderBy(asc(taskComment.id));
      expect(said.map(({ authorId, text }) => [authorId, text])).toEqual([
        [two.acme.members.member.memberId, "712020:9f1c, 2026-11-12:\nLooks good; ship it"],
        [two.acme.members.member.memberId, "sam, 2026-11-13:\nNot yet"],
      ]);
      const events = await db.select({ name: auditEvent.name }).from(auditEvent).where(eq(auditEvent.entityId, id));
      expect(events.map(({ name }) => name).sort()).toEqual(["projects.import.completed", "projects.task.imported"]);
    });
    const { text } = await acme.act((ctx) => getTaskImportReport(ctx, { id }));
    // As it came, so that it can be mended there and imported again.
    expect(text).toContain("\r\n7,refused,The title is missing,,SHOP-5,10005,");
    expect(text).toContain(",column left out,Project key\r\n");
  });

  it("comes in once, however often it is imported, and the second import undoes nothing of the first", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    await acme.run(await acme.upload(projectId, jiraFile));
    const again = await acme.run(await acme.upload(projectId, jiraFile));
    expect(again).toMatchObject({ createdCount: 0, skippedCount: 4, failedCount: 1 });
    expect(await acme.tasks(projectId)).toHaveLength(4);
    await expect(acme.act((ctx) => undoTaskImport(ctx, { id: again.id, keepChanged: true }))).rejects.toEqual(
      refused("task_import.not_undoable"),
    );
  });
});

describe("a file of sprints", () => {
  const open = async (role: "manager" | "member") => {
    const who = fixture.as(fixture.two.acme, role);
    const { id: projectId, statusIds } = await fixture.project([role]);
    const id = await who.upload(projectId, sprintFile);
    const { headers, mapping } = await who.act((ctx) => getTaskImport(ctx, id));
    const severity = mapping.with(headers.indexOf("Custom field (Severity)"), "own");
    await who.act((ctx) =>
      configureTaskImport(ctx, { id, mapping: severity, options: { priorities: { Wichtig: "urgent" } } }),
    );
    return { who, projectId, statusIds, id };
  };
  const plan = ({ act }: TaskImporter, projectId: string) =>
    act(async (ctx) => ({
      cycles: await listCycles(ctx, projectId),
      fields: await listCustomFields(ctx, projectId),
    }));

  it("brings cycles and fields along where they are led, and undoing takes them back", async () => {
    const { who, projectId, statusIds, id } = await open("manager");
    const review = await who.act((ctx) => reviewTaskImport(ctx, id));
    // The file says no days of them: they end when the last of their tasks is due.
    expect(review.cycles).toEqual([
      { name: "Sprint 8", startOn: "2026-04-17", endOn: "2026-04-30", isNew: true },
      { name: "Sprint 7", startOn: "2026-04-07", endOn: "2026-04-20", isNew: true },
    ]);
    expect(review.fields).toEqual([
      { name: "Story Points", kind: "number", isNew: true },
      { name: "Severity", kind: "text", isNew: true },
    ]);
    expect(await who.run(id)).toMatchObject({ status: "completed", createdCount: 3 });
    const { cycles, fields } = await plan(who, projectId);
    const [epic, add, remove] = await who.tasks(projectId);
    const [points, severity] = fields;
    expect(add?.customFields).toEqual({ [points?.id ?? ""]: 5, [severity?.id ?? ""]: "S1" });
    expect(cycles.map(({ name, taskCount }) => [name, taskCount])).toEqual([
      ["Sprint 7", 1],
      ["Sprint 8", 1],
    ]);
    expect([add?.parentId, remove?.parentId]).toEqual([epic?.id, epic?.id]);
    // By what the status means, and by how it ended.
    expect([epic, add, remove].map((each) => statusIds.indexOf(each?.statusId ?? ""))).toEqual([2, 4, 5]);
    expect(epic?.priority).toBe(4);
    expect(JSON.stringify(add?.description)).toContain('"href":"https://jira.example/secure/attachment/1/sketch.png"');
    await who.act((ctx) => undoTaskImport(ctx, { id, keepChanged: false }));
    expect(await plan(who, projectId)).toEqual({ cycles: [], fields: [] });
    // What was taken back can come again.
    expect(await who.run(await who.upload(projectId, sprintFile))).toMatchObject({ createdCount: 3 });
  });

  it("leaves the plan as it is for those who only work there, says so, and loses no answer", async () => {
    const { who, projectId, id } = await open("member");
    await who.run(id);
    expect(await plan(who, projectId)).toEqual({ cycles: [], fields: [] });
    const rows = await who.act((ctx) => listTaskImportRows(ctx, { id, remarked: true, limit: 50 }));
    expect(rows.items.find(({ line }) => line === 3)?.reasons).toEqual([
      "Story Points: there is no such field; it stands in the description",
      "Severity: there is no such field; it stands in the description",
      "Cycle: there is none called “Sprint 8”; left out",
    ]);
    const [, add] = await who.tasks(projectId);
    expect(add?.description && plainTextOf(add.description)).toContain("Story Points: 5\nSeverity: S1");
  });
});

describe("a board from Trello", () => {
  it("becomes tasks in the columns its lists are called like, without what is archived", async () => {
    const { acme } = fixture;
    const { id: projectId, statusIds } = await fixture.project(["member"]);
    const id = await acme.upload(projectId, boardFile, "board.json");
    expect(await acme.run(id)).toMatchObject({ format: "trello", createdCount: 3, skippedCount: 2, failedCount: 0 });
    const tasks = await acme.tasks(projectId);
    expect(
      tasks.map(({ title, statusId, closedAt }) => [title, statusIds.indexOf(statusId), closedAt !== null]),
    ).toEqual([
      ["Book the venue", 1, false],
      ["Design the poster", 1, false],
      ["Write the list of guests", 4, true],
    ]);
    const poster = tasks[1];
    expect(poster?.description && plainTextOf(poster.description)).toContain("A2 and A3");
    await acme.act(async ({ db }) => {
      const lines = await db
        .select()
        .from(checklistItem)
        .where(eq(checklistItem.taskId, poster?.id ?? ""))
        .orderBy(asc(checklistItem.rank));
      expect(lines.map(({ text, doneAt }) => [text, doneAt !== null])).toEqual([
        ["Draw: Sketch", true],
        ["Draw: Colour", false],
        ["Print: Order (2026-11-28, Anna Lindqvist)", false],
      ]);
    });
  });
});

const table = (count: number, first = 1) =>
  `Title,Reference,Parent\n${Array.from({ length: count }, (_, index) => `Task ${first + index},R${first + index},`).join("\n")}\n`;

describe("an import that is broken off", () => {
  it("goes on where it was when its worker dies, and brings nothing twice", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const id = await acme.upload(projectId, table(450));
    const dying = { lastAttempt: false, progress: async () => Promise.reject(new Error("the worker died")) };
    await expect(acme.run(id, dying)).rejects.toThrow("the worker died");
    expect(await acme.tasks(projectId)).toHaveLength(200);
    await runTaskImport(acme.job(), id);
    expect(await acme.act((ctx) => getTaskImport(ctx, id))).toMatchObject({ status: "completed", createdCount: 450 });
    expect((await acme.tasks(projectId)).map(({ number }) => number)).toEqual(
      Array.from({ length: 450 }, (_, i) => i + 1),
    );
  });

  it("stops behind the part it is at when somebody asks, and is undone like any other", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const id = await acme.upload(projectId, table(300));
    let asked = false;
    const progress = async () => {
      if (!asked) await acme.act((ctx) => stopTaskImport(ctx, id));
      asked = true;
    };
    expect(await acme.run(id, { progress })).toMatchObject({ status: "stopped", createdCount: 200, stopping: false });
    const { items } = await acme.act((ctx) => listActivity(ctx, { projectId, filter: {}, limit: 5 }));
    const detail = { kind: "import", id, fileName: expect.any(String), count: null };
    expect(items[0]).toMatchObject({ name: "projects.import.stopped", actor: { name: expect.any(String) }, detail });
    await acme.act((ctx) => undoTaskImport(ctx, { id, keepChanged: false }));
    expect(await acme.tasks(projectId)).toEqual([]);
  });

  it("that cannot be gone on with says in the project how far it came", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const id = await acme.upload(projectId, table(300));
    const isThis = eq(project.id, projectId);
    const progress = async () =>
      acme.act(async ({ db }) => void (await db.update(project).set({ status: "archived" }).where(isThis)));
    await expect(acme.run(id, { progress })).rejects.toEqual(refused("project.archived"));
    const { items } = await acme.act((ctx) => listActivity(ctx, { projectId, filter: {}, limit: 5 }));
    expect(items[0]).toMatchObject({ name: "projects.import.brokenOff", actor: null, detail: { id, count: 200 } });
  });
});

describe("undoing", () => {
  const family = "Title,Reference,Parent,Labels\nHouse,H,,brick\nRoof,R,H,\nDoor,D,H,\nGarden,G,,\n";
  it("takes back what was made, and a label that nothing else wears", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const { id } = await acme.run(await acme.upload(projectId, family));
    expect(await acme.act((ctx) => undoTaskImport(ctx, { id, keepChanged: false }))).toEqual({
      id,
      removed: 4,
      kept: 0,
    });
    expect(await acme.tasks(projectId)).toEqual([]);
    const labels = await acme.act(({ db }) =>
      db.select({ name: label.name }).from(label).where(isNull(label.deletedAt)),
    );
    expect(labels.map(({ name }) => name)).not.toContain("brick");
    // What was undone can come again.
    expect(await acme.run(await acme.upload(projectId, family))).toMatchObject({ createdCount: 4 });
  });

  it("asks before it leaves behind what somebody has worked on, and what that is a part of", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const { id } = await acme.run(await acme.upload(projectId, family));
    const [, roof] = await acme.tasks(projectId);
    await acme.act(({ db }) =>
      db
        .update(task)
        .set({ title: "Green roof", version: 2 })
        .where(eq(task.id, roof?.id ?? "")),
    );
    await expect(acme.act((ctx) => undoTaskImport(ctx, { id, keepChanged: false }))).rejects.toMatchObject({
      reason: "task_import.undo_blocked",
      details: { kept: 2, removable: 2 },
    });
    expect(await acme.tasks(projectId)).toHaveLength(4);
    await acme.act((ctx) => undoTaskImport(ctx, { id, keepChanged: true }));
    expect((await acme.tasks(projectId)).map(({ title }) => title)).toEqual(["House", "Green roof"]);
    expect(await acme.act((ctx) => getTaskImport(ctx, id))).toMatchObject({ status: "undone", keptCount: 2 });
  });
});

describe("who may", () => {
  it("is nobody who does not see the project: not even that there is an import", async () => {
    const { acme, two } = fixture;
    const { id: projectId } = await fixture.project(["member"], "private");
    const id = await acme.upload(projectId, table(2));
    for (const other of [fixture.as(two.acme, "owner"), fixture.as(two.globex, "owner")]) {
      await expect(other.upload(projectId, table(2))).rejects.toEqual(expect.objectContaining({ code: "NOT_FOUND" }));
      await expect(other.act((ctx) => getTaskImport(ctx, id))).rejects.toEqual(
        expect.objectContaining({ code: "NOT_FOUND" }),
      );
      const page = { sort: { field: "createdAt", direction: "desc" }, filter: { projectId }, limit: 50 } as const;
      expect((await other.act((ctx) => listTaskImports(ctx, page))).items).toEqual([]);
      expect((await other.act((ctx) => listTaskImportRows(ctx, { id, limit: 50 }))).items).toEqual([]);
    }
  });

  it("is nobody who only looks on", async () => {
    const { two } = fixture;
    const { id: projectId } = await fixture.project([]);
    await expect(fixture.as(two.acme, "member").upload(projectId, table(2))).rejects.toEqual(
      refused("project.not_a_worker"),
    );
  });

  it("chooses columns and people that are there", async () => {
    const { acme, two } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const other = await fixture.project(["member"]);
    const id = await acme.upload(projectId, table(2));
    const choose = (options: { statuses?: Record<string, string>; people?: Record<string, string> }) =>
      acme.act((ctx) => configureTaskImport(ctx, { id, options }));
    await expect(choose({ statuses: { x: other.statusIds[0] ?? "" } })).rejects.toEqual(
      refused("task_import.choice_unknown"),
    );
    await expect(choose({ people: { x: two.globex.members.owner.memberId } })).rejects.toEqual(
      refused("task_import.choice_unknown"),
    );
  });

  it("stands as what it is: somebody of the organisation who does not work in the project is left out", async () => {
    const { acme } = fixture;
    const { id: projectId } = await fixture.project(["member"]);
    const { id } = await acme.run(
      await acme.upload(projectId, "Title,Assignee\nA,acme owner\nB,MEMBER@acme.test\nC,constructor\n"),
    );
    const rows = await acme.act((ctx) => listTaskImportRows(ctx, { id, limit: 50 }));
    expect(rows.items.map(({ title, reasons }) => [title, reasons])).toEqual([
      ["A", ["Assignee: “acme owner” does not work in this project; left out"]],
      ["B", []],
      ["C", ["Assignee: “constructor” is nobody here; left out"]],
    ]);
    const ids = (await acme.tasks(projectId)).map((each) => each.id);
    const given = await acme.act(({ db }) => db.select().from(taskAssignee).where(inArray(taskAssignee.taskId, ids)));
    expect(given).toHaveLength(1);
  });
});
