import { tmpdir } from "node:os";
import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { uuidv7 } from "@steward/db";
import { auditEvent, member, notification } from "@steward/db/schema";
import { openStorage } from "@steward/ports/storage";
import { and, desc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  attachFiles,
  cancelFile,
  confirmFile,
  type FilePlace,
  listFiles,
  removeFiles,
  reserveFile,
} from "../files/index.ts";
import { recordCall, type ServiceContext } from "../kernel/index.ts";
import { listNotifications } from "../notifications/index.ts";
import { listAuditEvents } from "../org/index.ts";
import { getFeed, renewFeed } from "./calendar-feed/feed.ts";
import { createComment, listComments } from "./comment.ts";
import { getBurndown } from "./cycle/burndown.ts";
import { createCycle, listCycles } from "./cycle/cycle.ts";
import { findActingLeads, leaveAllProjects } from "./depart.ts";
import { currentIntake, submitIntake } from "./intake.ts";
import { removeProjects } from "./project/bin.ts";
import { createFromTemplate } from "./project/copy.ts";
import { listProjectMembers, removeProjectMember, setProjectMembers } from "./project/member.ts";
import { updateProject } from "./project/project.ts";
import { countProjects, getProject, listProjects } from "./project/queries.ts";
import { openWorkshop, type Worker, type Workshop } from "./project-fixture.ts";
import { createStatus, listWorkflow } from "./status/status.ts";
import { getTaskBoard } from "./task/board.ts";
import { updateManyTasks } from "./task/bulk.ts";
import { getTaskCalendar } from "./task/calendar.ts";
import { getTask } from "./task/detail.ts";
import { exportTasks } from "./task/export.ts";
import { getTaskHistory } from "./task/history.ts";
import { listTasks } from "./task/list.ts";
import { moveTask } from "./task/move.ts";
import { countTasks } from "./task/queries.ts";
import { createTask, updateTask } from "./task/task.ts";
import { watchTask } from "./task/watch.ts";
import { getWorkload } from "./workload.ts";

let shop: Workshop;
let lead: Worker;
let helper: Worker;
let projectId: string;
let taskId: string;
let cycleId: string;

// Nothing is stored in it here: that nobody gets so far is what is asked.
const storage = openStorage({ kind: "disk", directory: tmpdir() }, "a secret of the tests, long enough to sign with");
const files: FilePlace = { storage, maxFileBytes: 1, quotaBytes: 9 };
const sort = { field: "updatedAt", direction: "desc" } as const;
const all = { filter: {}, sort, limit: 100 };
const days = { from: "2026-03-01", to: "2026-03-31", filter: {} };

beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
  const [one] = await shop.invite(1);
  if (!one) throw new Error("Nobody came");
  helper = one;
  ({ id: projectId } = await lead.start({ name: "Hush", visibility: "private" }, helper));
  const given = { estimateMinutes: 60, startOn: "2026-03-02", dueOn: "2026-03-03", assigneeIds: [helper.id] };
  ({ id: taskId } = await lead.act((ctx) => createTask(ctx, { projectId, title: "Whisper", ...given })));
  const span = { startOn: "2026-03-02", endOn: "2026-03-13" };
  ({ id: cycleId } = await lead.act((ctx) => createCycle(ctx, { projectId, name: "One", ...span })));
});
afterAll(async () => {
  storage.close();
  await shop.close();
});

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { reason?: string }) => error.reason,
  );

/** Everything that is asked about one record, in whatever way. */
const asked: Readonly<Record<string, (ctx: ServiceContext) => Promise<unknown>>> = {
  project: (ctx) => getProject(ctx, projectId),
  members: (ctx) => listProjectMembers(ctx, projectId),
  workflow: (ctx) => listWorkflow(ctx, projectId),
  board: (ctx) => getTaskBoard(ctx, { projectId, filter: {}, swimlane: "none", limit: 30 }),
  "the project's files": (ctx) =>
    listFiles(ctx, files, { address: "projects.project", entityId: projectId, limit: 10 }),
  "the task's files": (ctx) => listFiles(ctx, files, { address: "projects.task", entityId: taskId, limit: 10 }),
  task: (ctx) => getTask(ctx, { id: taskId }),
  "the task by number": (ctx) => getTask(ctx, { projectId, number: 1 }),
  history: (ctx) => getTaskHistory(ctx, taskId),
  comments: (ctx) => listComments(ctx, { taskId, limit: 10 }),
  cycles: (ctx) => listCycles(ctx, projectId),
  burndown: (ctx) => getBurndown(ctx, cycleId),
  intake: (ctx) => currentIntake(ctx, projectId),
};
const done: Readonly<Record<string, (ctx: ServiceContext) => Promise<unknown>>> = {
  "change the project": (ctx) => updateProject(ctx, { id: projectId, name: "Loud" }),
  "remove the project": (ctx) => removeProjects(ctx, [projectId]),
  "add themselves": (ctx) =>
    setProjectMembers(ctx, { projectId, members: [{ memberId: ctx.actor.memberId, role: "lead" }] }),
  "copy it": (ctx) =>
    createFromTemplate(ctx, { templateId: projectId, name: "Copy", startOn: "2026-03-02", isTemplate: false }),
  "add a column": (ctx) => createStatus(ctx, { projectId, name: "Mine", kind: "todo" }),
  "add a task": (ctx) => createTask(ctx, { projectId, title: "Mine" }),
  "change the task": (ctx) => updateTask(ctx, { id: taskId, title: "Mine" }),
  "move the task": (ctx) => moveTask(ctx, { id: taskId, statusId: uuidv7() }),
  "comment on it": (ctx) => createComment(ctx, { taskId, content: richTextOf("Hello") }),
  "watch it": (ctx) => watchTask(ctx, taskId),
  "ask something of it": (ctx) => submitIntake(ctx, { projectId, title: "Please", customFields: {} }),
};

describe("a private project is not there for whoever is not in it, not even for the owner of the organisation", () => {
  it.each(Object.keys(asked))("%s", async (what) => {
    const ask = asked[what];
    if (!ask) throw new Error(what);
    expect(await reasonOf(helper.look(ask))).toBe("done");
    expect(await reasonOf(shop.as("owner").look(ask))).toBe("not_found");
  });

  it.each(Object.keys(done))("nobody else may %s", async (what) => {
    const act = done[what];
    if (!act) throw new Error(what);
    expect(await reasonOf(shop.as("owner").act(act))).toBe("not_found");
  });

  it("it is in no list, count, search, calendar, workload or export of theirs", async () => {
    const seen = async (who: Worker) =>
      Promise.all([
        who.look((ctx) => listProjects(ctx, { filter: {}, sort: { field: "name", direction: "asc" }, limit: 100 })),
        who.look((ctx) => countProjects(ctx, { search: "hush", filter: {} })),
        who.look((ctx) => listTasks(ctx, { ...all, search: "whisper" })),
        who.look((ctx) => countTasks(ctx, { filter: { projectId } })),
        who.look((ctx) => getTaskCalendar(ctx, days)),
        who.look((ctx) => getWorkload(ctx, days)),
        who.look((ctx) => exportTasks(ctx, all)),
      ]).then(([projects, count, found, tasks, calendar, workload, file]) => [
        ...[projects.items.length, count, found.items.length, tasks, calendar.items.length],
        ...[workload.people.length, file.rowCount],
      ]);
    expect(await seen(helper)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(await seen(shop.as("owner"))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it("a bulk change leaves it out", async () => {
    const { count } = await shop.as("owner").act((ctx) => updateManyTasks(ctx, { ids: [taskId], priority: "urgent" }));
    expect(count).toBe(0);
  });

  it("only its members' screens are told what happens in it, and a mention tells nobody else", async () => {
    const owner = shop.as("owner");
    const mention = { type: "mention" as const, attrs: { id: owner.id } };
    await lead.act((ctx) =>
      createComment(ctx, { taskId, content: { type: "doc", content: [{ type: "paragraph", content: [mention] }] } }),
    );
    const events = await shop.two.system
      .select({ name: auditEvent.name, audience: auditEvent.audience })
      .from(auditEvent)
      .where(inArray(auditEvent.entityId, [taskId, projectId]))
      .orderBy(desc(auditEvent.id));
    expect(events.length).toBeGreaterThan(3);
    for (const { audience } of events) expect(audience?.toSorted()).toEqual([lead.id, helper.id].toSorted());
    const inbox = await owner.look((ctx) => listNotifications(ctx, { box: "inbox", limit: 30 }));
    expect(inbox.items).toEqual([]);
  });

  it("the record tells the owner of the organisation that something happened in it, and not what", async () => {
    const inRecord = (who: Worker) =>
      who.look((ctx) =>
        listAuditEvents(ctx, {
          filter: { entityId: projectId },
          sort: { field: "createdAt", direction: "asc" },
          limit: 1,
        }),
      );
    expect((await inRecord(shop.as("owner"))).items).toMatchObject([{ name: "projects.project.created", payload: {} }]);
    expect((await inRecord(lead)).items).toMatchObject([{ payload: { name: "Hush" } }]);
  });

  it("what its files are called, and what a call gave that changed nothing, is in nobody else's record", async () => {
    const target = { address: "projects.task", entityId: taskId } as const;
    const begin = async (rest: object) => {
      const id = uuidv7();
      const given = { name: "layoffs.txt", sizeBytes: 1, type: "", ...rest };
      await helper.act((ctx) => reserveFile(ctx, files, given, { id, uploadId: "one" }));
      return id;
    };
    const [hung, loose, given] = [await begin({ target }), await begin({}), await begin({ target })];
    const verdict = { rejection: null, type: "text/plain", sha256: "" };
    for (const id of [hung, loose]) await helper.act((ctx) => confirmFile(ctx, files, id, verdict));
    await helper.act((ctx) => attachFiles(ctx, { ids: [loose], target }));
    await helper.act((ctx) => removeFiles(ctx, [hung]));
    await helper.act((ctx) => cancelFile(ctx, given));
    const source = { procedure: "projects.task.update", clientAddress: null, userAgent: null };
    await helper.act((ctx) => recordCall({ ...ctx, source }, { id: taskId, title: "Whisper" }));
    const said = (who: Pick<Worker, "look">) =>
      who.look(async (ctx) => {
        const order = { sort: { field: "createdAt", direction: "asc" }, limit: 100 } as const;
        const records = [hung, loose, given, taskId];
        const pages = records.map((entityId) => listAuditEvents(ctx, { filter: { entityId }, ...order }));
        const [ofHung, ofLoose, ofGiven, ofTask] = (await Promise.all(pages)).map(({ items }) => items);
        const calls = ofTask?.filter(({ name }) => name === source.procedure);
        return [ofHung, ofLoose, ofGiven, calls].map((events) => events?.map(({ payload }) => JSON.stringify(payload)));
      });
    const nothing = (count: number) => Array<string>(count).fill("{}");
    expect(await said(shop.as("owner"))).toEqual([nothing(4), nothing(3), nothing(2), nothing(1)]);
    const [ofHung, , , calls] = await said(helper);
    expect(ofHung).toEqual(Array(4).fill(expect.stringContaining("layoffs.txt")));
    expect(calls).toEqual([expect.stringContaining("Whisper")]);
    const look: Worker["look"] = (work) =>
      helper.look(({ actor, ...ctx }) => work({ ...ctx, actor: { ...actor, impersonator: "Olga Operator" } }));
    expect((await said({ look })).at(-1), "to who acts as them").toEqual(nothing(1));
  });

  it("what changes as it becomes private is told to its members alone", async () => {
    const { id } = await lead.start({ name: "Open" });
    await lead.act((ctx) => updateProject(ctx, { id, visibility: "private", name: "Layoffs" }));
    const told = (who: Worker) =>
      who.look((ctx) =>
        listAuditEvents(ctx, {
          filter: { entityId: id, name: "projects.project.updated" },
          sort: { field: "createdAt", direction: "asc" },
          limit: 9,
        }).then(({ items }) => items.map(({ payload }) => payload)),
      );
    const visibility = { from: "organisation", to: "private" };
    // Both were told in one transaction, at one moment: neither comes first.
    const outside = await told(shop.as("owner"));
    expect(outside).toHaveLength(2);
    expect(outside).toEqual(expect.arrayContaining([{ changes: { visibility } }, {}]));
    expect(await told(lead)).toContainEqual({ changes: { name: { from: "Open", to: "Layoffs" } } });
  });

  it("no history gives the name that belongs to an id of it", async () => {
    const owner = shop.as("owner");
    const { id } = await owner.start({ name: "Loud" });
    const mine = await owner.act((ctx) => createTask(ctx, { projectId: id, title: "Mine" }));
    for (const title of [taskId, cycleId]) await owner.act((ctx) => updateTask(ctx, { id: mine.id, title }));
    const history = await owner.look((ctx) => getTaskHistory(ctx, mine.id));
    expect(history[0]?.changes).toEqual([{ field: "title", from: null, to: null }]);
  });

  it("nobody takes the address of a calendar away who acts in its owner's name", async () => {
    const secret = "a secret of the tests";
    for (const ask of [getFeed, renewFeed]) {
      const taken = helper.act(({ actor, ...ctx }) =>
        ask({ ...ctx, actor: { ...actor, impersonator: "Olga Operator" } }, secret, { projectId }),
      );
      expect(await reasonOf(taken)).toBe("auth.impersonating");
    }
  });

  it("whoever left the organisation finds it no more when they come back, nor their calendar, and another leads it", async () => {
    const [leader, away, gone, other] = (await shop.invite(4)) as [Worker, Worker, Worker, Worker];
    const { id } = await leader.start({ visibility: "private" }, away, gone, other);
    await shop.two.system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, away.id));
    await shop.two.system.update(member).set({ removedAt: new Date() }).where(eq(member.id, gone.id));
    const { id: alone } = await leader.start({ visibility: "private" });
    await leader.act((ctx) => renewFeed(ctx, "a secret of the tests", { projectId: null }));
    const depart = (at: Date) =>
      lead.act((ctx) => leaveAllProjects({ ...ctx, actor: null }, { memberId: leader.id, at }));
    // What they were given after they had come back stays.
    await depart(new Date(0));
    expect((await leader.look((ctx) => getProject(ctx, id))).rights.lead).toBe(true);
    await depart(new Date(Date.now() + 60_000));
    expect(await reasonOf(leader.look((ctx) => getProject(ctx, id)))).toBe("not_found");
    expect(await leader.look((ctx) => getFeed(ctx, "a secret of the tests", { projectId: null }))).toBeNull();
    expect((await other.look((ctx) => getProject(ctx, id))).rights.lead).toBe(true);
    // Nobody else would ever see it again.
    expect(await reasonOf(leader.look((ctx) => getProject(ctx, alone)))).toBe("done");
  });

  it("whose lead is disabled is led by whoever has been there longest, and never left without", async () => {
    const [leader, first, second] = (await shop.invite(3)) as [Worker, Worker, Worker];
    const { id } = await leader.start({ visibility: "private" }, first, second);
    const { id: open } = await leader.start({});
    const setAway = async (who: Worker, isAway: boolean) => {
      const disabledAt = isAway ? new Date() : null;
      await shop.two.system.update(member).set({ disabledAt }).where(eq(member.id, who.id));
      await lead.act((ctx) => findActingLeads({ ...ctx, actor: null }, who.id));
    };
    const roles = async () => {
      const people = await second.look((ctx) => listProjectMembers(ctx, id));
      return [leader, first, second].map((who) => people.find(({ memberId }) => memberId === who.id)?.role);
    };
    await setAway(first, true);
    expect(await roles()).toEqual(["lead", "member", "member"]);
    await setAway(leader, true);
    expect(await roles()).toEqual(["lead", "member", "lead"]);
    // Who cannot sign in can be given another place, and back.
    for (const role of ["member", "lead"] as const) {
      const members = [{ memberId: leader.id, role }];
      await second.act((ctx) => setProjectMembers(ctx, { projectId: id, members }));
    }
    // Another lead there is, and cannot sign in.
    const leaves = second.act((ctx) => removeProjectMember(ctx, { projectId: id, memberId: second.id }));
    expect(await reasonOf(leaves)).toBe("project.last_lead");
    await shop.two.system.update(member).set({ disabledAt: new Date() }).where(eq(member.id, second.id));
    await setAway(first, false);
    expect(await roles()).toEqual(["lead", "lead", "lead"]);

    const hides = shop.as("manager").act((ctx) => updateProject(ctx, { id: open, visibility: "private" }));
    expect(await reasonOf(hides)).toBe("project.last_lead");
  });

  it("whoever is taken out sees it no more, and has nothing more to do in it", async () => {
    const told = and(eq(notification.entityId, taskId), eq(notification.memberId, helper.id));
    expect(await shop.two.system.select().from(notification).where(told)).not.toEqual([]);
    const inbox = () => helper.look((ctx) => listNotifications(ctx, { box: "inbox", limit: 30 }));
    expect((await inbox()).items).not.toEqual([]);
    await lead.act((ctx) => removeProjectMember(ctx, { projectId, memberId: helper.id }));
    expect(await reasonOf(helper.look((ctx) => getTask(ctx, { id: taskId })))).toBe("not_found");
    expect((await inbox()).items).toEqual([]);
    expect((await lead.look((ctx) => getTask(ctx, { id: taskId }))).assignees).toEqual([]);
    expect(await reasonOf(lead.act((ctx) => removeProjectMember(ctx, { projectId, memberId: lead.id })))).toBe(
      "project.last_lead",
    );
  });
});
