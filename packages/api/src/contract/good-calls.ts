import { addDays } from "@steward/contracts/kernel/day";
import { richTextOf } from "@steward/contracts/kernel/rich-text";

/** Calls another procedure first, as the same person, and answers what it answers. */
export type Before = (path: string, body: unknown) => Promise<unknown>;

/** Makes a body with which a procedure succeeds on the sample rows of one id, after what has to happen before. */
type GoodCall = (id: string, before: Before) => unknown;

/** What undoes a removal is asked for what was just removed. */
function afterRemoving(path: string): GoodCall {
  return async (id, before) => {
    await before(path, { ids: [id] });
    return { ids: [id] };
  };
}

/** What is changed or removed is one that was just made: the sample row is in use, or somebody else's. */
function ofNew(path: string, body: object, rest: object = {}): GoodCall {
  return async (_id, before) => ({ id: idOf(await before(path, body)), ...rest });
}

function afterCalling(path: string, rest: object = {}, body: object = {}): GoodCall {
  return async (id, before) => {
    await before(path, { id, ...body });
    return { id, ...rest };
  };
}

const named =
  (field = "name"): GoodCall =>
  (id) => ({ id, [field]: "Changed by a test" });
const always =
  (body: unknown): GoodCall =>
  () =>
    body;

const upload = { name: "plan.pdf", sizeBytes: 1000, type: "application/pdf" };
const device = {
  endpoint: "https://push.example.test/device",
  keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) },
};
const worked = { day: "2009-03-02", minutes: 10 };
const view = { address: "crm.account", name: "A view", state: {} };
const written = richTextOf("Written by a test");
const pipelineOf = (name: string) => ({ name, stages: [stageOf("First"), stageOf("Second")] });
const stageOf = (name: string) => ({ name, probability: 10, forecastCategory: "pipeline" });

/**
 * Bodies for mutations that a body made of the schema alone does not satisfy, because a rule wants more than the schema
 * says, or because it would change nothing.
 */
export const goodCalls: Readonly<Record<string, GoodCall>> = {
  "approvals.delegation.create": (id) => delegatedTo(id),
  "approvals.delegation.remove": async (id, before) => ({
    id: idOf(await before("approvals.delegation.create", delegatedTo(id))),
  }),
  "approvals.request.cancel": async (_id, before) => {
    await submitWeek(before);
    const [newest] = itemsOf(await before("approvals.request.list", { filter: { scope: "mine" } }));
    return { id: idOf(newest) };
  },
  "crm.account.update": named(),
  // The sample account is merged, and a merged one comes back by undoing that only.
  "crm.account.restore": async (_id, before) => {
    const ids = [idOf(await before("crm.account.create", { name: "To be removed" }))];
    await before("crm.account.remove", { ids });
    return { ids };
  },
  "crm.account.merge": async (id, before) => ({
    survivorId: id,
    duplicateIds: [idOf(await before("crm.account.create", { name: "A duplicate" }))],
  }),
  "crm.account.undoMerge": async (id, before) => {
    const duplicateIds = [idOf(await before("crm.account.create", { name: "No duplicate" }))];
    return { mergeId: idOf(await before("crm.account.merge", { survivorId: id, duplicateIds }), "mergeId") };
  },
  "crm.activity.update": named("subject"),
  "crm.activity.restore": afterRemoving("crm.activity.remove"),
  "crm.contact.create": always({ lastName: "Doe" }),
  "crm.contact.update": named("lastName"),
  "crm.contact.restore": afterRemoving("crm.contact.remove"),
  "crm.deal.update": named(),
  "crm.deal.reopen": afterCalling("crm.deal.win"),
  "crm.deal.restore": afterRemoving("crm.deal.remove"),
  "crm.import.upload": () => accountsFile(),
  "crm.import.start": async (_id, before) => ({ id: idOf(await before("crm.import.upload", accountsFile())) }),
  "crm.import.cancel": async (_id, before) => {
    const id = idOf(await before("crm.import.upload", accountsFile()));
    await before("crm.import.start", { id });
    return { id };
  },
  "projects.import.upload": (id) => tasksFile(id),
  "projects.import.configure": async (id, before) => ({
    id: idOf(await before("projects.import.upload", tasksFile(id))),
    mapping: ["description"],
  }),
  "projects.import.start": async (id, before) => ({ id: idOf(await before("projects.import.upload", tasksFile(id))) }),
  "projects.import.stop": async (projectId, before) => {
    const id = idOf(await before("projects.import.upload", tasksFile(projectId)));
    await before("projects.import.start", { id });
    return { id };
  },
  "crm.lead.create": always({ lastName: "Doe" }),
  "crm.lead.update": named("lastName"),
  "crm.lead.qualify": afterCalling("crm.lead.contact"),
  "crm.lead.reopen": afterCalling("crm.lead.disqualify", {}, { reason: "No budget" }),
  "crm.lead.convert": async (id, before) => {
    await before("crm.lead.update", { id, lastName: "Doe" });
    await before("crm.lead.contact", { id });
    await before("crm.lead.qualify", { id });
    return { id, account: { name: "Of a lead" }, deal: { name: "Of a lead" } };
  },
  "crm.lead.restore": afterRemoving("crm.lead.remove"),
  "crm.location.update": named(),
  "crm.location.restore": afterRemoving("crm.location.remove"),
  "crm.pipeline.update": named(),
  "crm.pipeline.remove": ofNew("crm.pipeline.create", pipelineOf("To be removed")),
  "crm.pipeline.reorder": async (_id, before) => {
    await before("crm.pipeline.create", pipelineOf("To be first"));
    return {
      ids: [await before("crm.pipeline.list", undefined)]
        .flat()
        .map((one) => idOf(one))
        .reverse(),
    };
  },
  "crm.pipeline.stage.update": named(),
  "crm.pipeline.stage.remove": async (id, before) => {
    await before("crm.pipeline.stage.create", { pipelineId: id, ...stageOf("Another") });
    const pipelines = [await before("crm.pipeline.list", undefined)].flat();
    return { id, moveToStageId: stageIdsOf(pipelines.find((one) => idOf(one) === id)).at(-1) };
  },
  "crm.pipeline.stage.reorder": async (_id, before) => {
    const made = await before("crm.pipeline.create", pipelineOf("Turned round"));
    return { pipelineId: idOf(made), ids: stageIdsOf(made).reverse() };
  },
  "crm.product.update": named(),
  "crm.product.restore": afterRemoving("crm.product.retire"),
  "crm.salesperson.create": always({ name: "Somebody" }),
  "crm.salesperson.update": named(),
  "crm.tag.update": named(),
  "crm.tag.restore": afterRemoving("crm.tag.remove"),
  "files.file.cancel": ofNew("files.file.reserve", upload),
  "files.file.remove": async (_id, before) => ({ ids: [idOf(await before("files.file.reserve", upload))] }),
  "files.file.restore": async (_id, before) => {
    const ids = [idOf(await before("files.file.reserve", upload))];
    await before("files.file.remove", { ids });
    return { ids };
  },
  "notifications.preference.registerDevice": always(device),
  "notifications.preference.removeDevice": async (_id, before) => ({
    id: idOf(await before("notifications.preference.registerDevice", device)),
  }),
  "org.apiKey.create": always({ name: "A program", scopes: ["org.member.read"] }),
  "org.businessCalendar.update": named(),
  "org.businessCalendar.remove": async (_id, before) => {
    await before("org.businessCalendar.create", { name: "The first one" });
    return { id: idOf(await before("org.businessCalendar.create", { name: "To be removed" })) };
  },
  "org.businessCalendar.restore": async (_id, before) => {
    await before("org.businessCalendar.create", { name: "The first one" });
    const id = idOf(await before("org.businessCalendar.create", { name: "To be removed" }));
    await before("org.businessCalendar.remove", { id });
    return { id };
  },
  "org.businessCalendar.removeHoliday": async (_id, before) => {
    const id = idOf(await before("org.businessCalendar.create", { name: "With a holiday" }));
    await before("org.businessCalendar.addHolidays", { id, holidays: [{ day: "2026-12-25", name: "Christmas" }] });
    return { id, day: "2026-12-25" };
  },
  "org.division.create": always({ name: "North", parentId: null }),
  "org.division.update": named(),
  "org.domain.claim": always({ domain: "desk.acme.test" }),
  "org.domain.remove": async (_id, before) => {
    await before("org.domain.claim", { domain: "desk.acme.test" });
    return undefined;
  },
  "messaging.conversation.update": inConversation({ name: "Changed by a test" }),
  "messaging.conversation.archive": inConversation(),
  "messaging.conversation.unarchive": async (_id, before) => {
    const id = await startConversation(before);
    await before("messaging.conversation.archive", { id });
    return { id };
  },
  "messaging.conversation.join": async (id, before) => {
    const channel = { kind: "channel", name: `Channel ${id}`, visibility: "public" };
    const channelId = idOf(await before("messaging.conversation.create", channel));
    await before("messaging.conversation.leave", { id: channelId });
    return { id: channelId };
  },
  "messaging.conversation.leave": inConversation(),
  "messaging.conversation.markRead": inConversation({ seq: 0 }),
  "messaging.conversation.markUnread": inConversation({ seq: 1 }),
  "messaging.conversation.updateState": inConversation({ isStarred: true }),
  "messaging.draft.save": async (_id, before) => ({
    conversationId: await startConversation(before),
    content: written,
  }),
  "messaging.member.add": async (id, before) => ({ id: await startConversation(before), memberIds: [id] }),
  "messaging.member.remove": withMember(),
  "messaging.member.updateRole": withMember({ role: "owner" }),
  "messaging.message.send": async (id, before) => messageIn(await startConversation(before), id),
  "messaging.message.edit": ofMessage({ content: written, version: 1 }),
  "messaging.message.remove": ofMessage(),
  "messaging.message.react": ofMessage({ emoji: "👍" }),
  "messaging.message.pin": ofMessage(),
  "messaging.thread.markRead": ofMessage({ seq: 0 }),
  "messaging.thread.follow": ofMessage(),
  "projects.label.update": named(),
  "projects.label.restore": afterRemoving("projects.label.remove"),
  "projects.project.update": named(),
  "projects.project.restore": afterRemoving("projects.project.remove"),
  "projects.project.members.set": (id) => ({ projectId: id, members: [{ memberId: id, role: "lead" }] }),
  "projects.project.members.remove": async (id, before) => {
    const projectId = idOf(await before("projects.project.create", { name: "Shared", members: [{ memberId: id }] }));
    return { projectId, memberId: id };
  },
  "projects.status.update": named(),
  "projects.status.remove": async (_id, before) => {
    const made = await before("projects.project.create", { name: "With a column less" });
    return { id: idsIn(made, "statuses")[0] };
  },
  "projects.task.create": async (_id, before) => taskIn(await startProject(before)),
  "projects.task.undo": async (_id, before) => {
    const id = idOf(await before("projects.task.create", taskIn(await startProject(before))));
    await before("projects.task.update", { id, title: "Changed by a test" });
    return { id, eventId: idOf([await before("projects.task.history", { id })].flat()[0]) };
  },
  "projects.checklist.update": named("text"),
  "projects.comment.create": (id) => ({ taskId: id, content: written }),
  "projects.comment.update": async (id, before) => ({
    id: idOf(await before("projects.comment.create", { taskId: id, content: richTextOf("Written first") })),
    content: written,
  }),
  "projects.comment.restore": afterCalling("projects.comment.remove"),
  "projects.customField.update": named(),
  "projects.customField.restore": afterRemoving("projects.customField.remove"),
  "projects.cycle.update": named(),
  "projects.cycle.complete": (id) => ({ id }),
  "projects.cycle.restore": afterRemoving("projects.cycle.remove"),
  "projects.intake.submit": async (_id, before) => {
    const projectId = await startProject(before);
    await before("projects.intake.configure", { projectId, title: "Ask us" });
    return { projectId, title: "Asked by a test" };
  },
  "projects.milestone.update": named(),
  "projects.milestone.restore": afterRemoving("projects.milestone.remove"),
  "projects.task.update": named("title"),
  "projects.task.restore": afterRemoving("projects.task.remove"),
  "projects.taskTemplate.update": named(),
  "projects.dependency.create": async (_id, before) => tiedBy(await startTasks(before)),
  "projects.dependency.update": ofDependency({ lagDays: 2 }),
  "projects.dependency.remove": ofDependency(),
  "projects.schedule.move": async (_id, before) => {
    const [taskId] = await startTasks(before);
    return { taskId, startOn: "2026-03-03", dueOn: "2026-03-04" };
  },
  "projects.schedule.undo": async (_id, before) => {
    const [taskId] = await startTasks(before);
    const due = (dueOn: string) => ({ startOn: null, dueOn });
    return { changes: [{ taskId, from: due("2026-03-01"), to: due("2026-03-02") }] };
  },
  "org.invitation.create": always({ emails: ["somebody@new.test"], role: "member" }),
  "org.role.update": named(),
  "org.role.remove": ofNew("org.role.create", { name: "To be removed", permissions: [] }),
  "org.savedView.update": ofNew("org.savedView.create", view, { name: "Changed by a test" }),
  "org.savedView.remove": ofNew("org.savedView.create", view),
  "org.tenant.update": always({ name: "Changed by a test" }),
  "org.tenant.updateSecurity": always({ maxSessionHours: 12 }),
  "time.entry.create": always(worked),
  "time.entry.update": ofNew("time.entry.create", worked, { note: "Changed by a test" }),
  "time.entry.remove": async (_id, before) => ({ ids: [idOf(await before("time.entry.create", worked))] }),
  "time.entry.restore": async (_id, before) => {
    const ids = [idOf(await before("time.entry.create", worked))];
    await before("time.entry.remove", { ids });
    return { ids };
  },
  "time.timer.start": always({ switch: true }),
  "time.timer.stop": afterStarting,
  "time.timer.discard": afterStarting,
  "time.timesheet.submit": async (_id, before) => {
    const weekOn = freshWeek();
    await before("time.entry.create", { day: weekOn, minutes: 60 });
    return { weekOn };
  },
  "time.timesheet.withdraw": async (_id, before) => ({ id: idOf(await submitWeek(before)) }),
};

const delegatedTo = (delegateId: string) => ({ delegateId, startOn: "2090-01-01", endOn: "2090-01-31" });

let weeks = 0;
/** A Monday that nobody has submitted the week of. */
function freshWeek(): string {
  weeks += 1;
  return addDays("2010-01-04", 7 * weeks);
}

async function submitWeek(before: Before): Promise<unknown> {
  const weekOn = freshWeek();
  await before("time.entry.create", { day: weekOn, minutes: 60 });
  return before("time.timesheet.submit", { weekOn });
}

async function afterStarting(_id: string, before: Before): Promise<object> {
  await before("time.timer.start", { switch: true });
  return {};
}

async function startProject(before: Before): Promise<string> {
  return idOf(await before("projects.project.create", { name: "Begun by a test" }));
}

const taskIn = (projectId: string) => ({ projectId, title: "Added by a test" });

/** Two tasks of a project of their own. */
async function startTasks(before: Before): Promise<[string, string]> {
  const task = { ...taskIn(await startProject(before)), dueOn: "2026-03-02" };
  return [idOf(await before("projects.task.create", task)), idOf(await before("projects.task.create", task))];
}

const tiedBy = ([predecessorId, successorId]: [string, string]) => ({ predecessorId, successorId });

function ofDependency(rest: object = {}): GoodCall {
  return async (_id, before) => ({
    id: idOf(await before("projects.dependency.create", tiedBy(await startTasks(before)))),
    ...rest,
  });
}

async function startConversation(before: Before): Promise<string> {
  return idOf(await before("messaging.conversation.create", { kind: "group" }));
}

/** The sample conversation is other people's. */
function inConversation(rest: object = {}): GoodCall {
  return async (_id, before) => ({ id: await startConversation(before), ...rest });
}

function withMember(rest: object = {}): GoodCall {
  return async (memberId, before) => {
    const id = await startConversation(before);
    await before("messaging.member.add", { id, memberIds: [memberId] });
    return { id, memberId, ...rest };
  };
}

const messageIn = (conversationId: string, clientId: string) => ({ conversationId, clientId, content: written });

function ofMessage(rest: object = {}): GoodCall {
  return async (id, before) => {
    const sent = await before("messaging.message.send", messageIn(await startConversation(before), id));
    return { id: idOf(sent), ...rest };
  };
}

function accountsFile(): FormData {
  const form = new FormData();
  form.set("kind", "account");
  form.set("file", new File(["Name\nNorthwind\n"], "accounts.csv", { type: "text/csv" }));
  return form;
}

function itemsOf(page: unknown): unknown[] {
  const items: unknown = typeof page === "object" && page !== null && Reflect.get(page, "items");
  return Array.isArray(items) ? items : [];
}

function tasksFile(projectId: string): FormData {
  const form = new FormData();
  form.set("projectId", projectId);
  form.set("file", new File(["Title\nPaint the fence\n"], "tasks.csv", { type: "text/csv" }));
  return form;
}

/** An id in what a procedure answered. */
function idOf(answer: unknown, member = "id"): string {
  const found: unknown = typeof answer === "object" && answer !== null && Reflect.get(answer, member);
  if (typeof found !== "string") throw new Error(`No ${member} in ${JSON.stringify(answer)}`);
  return found;
}

const stageIdsOf = (pipeline: unknown): string[] => idsIn(pipeline, "stages");

/** The ids of what a procedure's answer lists. */
function idsIn(answer: unknown, member: string): string[] {
  const listed: unknown = typeof answer === "object" && answer !== null && Reflect.get(answer, member);
  return Array.isArray(listed) ? listed.map((one) => idOf(one)) : [];
}
