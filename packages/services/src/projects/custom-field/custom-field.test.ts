import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type CustomFieldKind,
  type CustomValue,
  listTasksInput,
  ownFieldSort,
  type TaskFilter,
} from "@steward/contracts/projects/task";
import { migrationsFolder } from "@steward/db/migrate";
import { taskValue } from "@steward/db/schema";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeParts } from "../plan-part.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { getTaskBoard } from "../task/board.ts";
import { getTask } from "../task/detail.ts";
import { listTasks } from "../task/list.ts";
import { countTasks } from "../task/queries.ts";
import { createTask, updateTask } from "../task/task.ts";
import { createCustomField, restoreCustomFields, updateCustomField } from "./custom-field.ts";

let shop: Workshop;
let lead: Worker;
beforeAll(async () => {
  shop = await openWorkshop();
  lead = shop.as("member");
});
afterAll(() => shop.close());

const start = async () => (await lead.start()).id;
const ask = async (projectId: string, kind: CustomFieldKind, rest: { isRequired?: boolean; options?: string[] } = {}) =>
  (await lead.act((ctx) => createCustomField(ctx, { projectId, name: `${kind} ${Math.random()}`, kind, ...rest }))).id;
const add = (projectId: string, customFields: Record<string, CustomValue>, title = "A task") =>
  lead.act((ctx) => createTask(ctx, { projectId, title, customFields }));
const answer = (id: string, customFields: Record<string, CustomValue>) =>
  lead.act((ctx) => updateTask(ctx, { id, customFields }));
const refusedAt = (field: string) => ({ code: "INVALID", details: { field: `customFields.${field}` } });

describe("an answer to a project's own field", () => {
  it.each<[CustomFieldKind, CustomValue[], CustomValue[]]>([
    ["text", ["Blue", ""], [1, true]],
    ["number", [0, -1.5], ["1", false]],
    ["date", ["2028-02-29"], ["2026-02-29", "tomorrow", 20260101]],
    ["choice", ["Oak"], ["oak", "Elm", 0]],
    ["checkbox", [true, false], ["true", 1]],
  ])("of kind %s is of that kind, or none", async (kind, good, bad) => {
    const projectId = await start();
    const field = await ask(projectId, kind, kind === "choice" ? { options: ["Oak", "Ash"] } : {});
    const { id } = await add(projectId, {});
    for (const value of good) {
      const said = (await answer(id, { [field]: value })).customFields;
      expect(said).toEqual(value === "" ? {} : { [field]: value });
    }
    for (const value of bad) {
      await expect(answer(id, { [field]: value })).rejects.toMatchObject({
        ...refusedAt(field),
        reason: "task.custom_field_invalid",
      });
    }
    expect((await answer(id, { [field]: null })).customFields).toEqual({});
  });

  it("that is wanted is given by a new task, and never taken away; older tasks need not give it", async () => {
    const projectId = await start();
    const { id: old } = await add(projectId, {});
    const field = await ask(projectId, "checkbox", { isRequired: true });
    const missing = { ...refusedAt(field), reason: "task.custom_field_missing" };
    await expect(add(projectId, {})).rejects.toMatchObject(missing);
    // A box that is not ticked is an answer.
    const { id } = await add(projectId, { [field]: false });
    await expect(answer(id, { [field]: null })).rejects.toMatchObject(missing);
    await expect(lead.act((ctx) => updateTask(ctx, { id: old, title: "Still old" }))).resolves.toBeTruthy();
  });

  it("to a field that was removed stays with its task, is asked for no more, and is back with the field", async () => {
    const projectId = await start();
    const [field, other] = [await ask(projectId, "text", { isRequired: true }), await ask(projectId, "number")];
    const { id } = await add(projectId, { [field]: "Kept" });
    await lead.act((ctx) => removeParts(ctx, "customField", [field]));
    await expect(add(projectId, {})).resolves.toBeTruthy();
    await expect(answer(id, { [field]: "Changed" })).rejects.toMatchObject({ reason: "task.custom_field_invalid" });
    await answer(id, { [other]: 3 });
    await lead.act((ctx) => restoreCustomFields(ctx, [field]));
    const said = (await lead.look((ctx) => getTask(ctx, { id }))).customFields;
    expect(said).toEqual({ [field]: "Kept", [other]: 3 });
  });

  it("to another project's field is none; an option that is no more can stay, and not be chosen", async () => {
    const [projectId, elsewhere] = [await start(), await start()];
    const foreign = await ask(elsewhere, "text");
    await expect(add(projectId, { [foreign]: "x" })).rejects.toMatchObject({ reason: "task.custom_field_invalid" });
    const field = await ask(projectId, "choice", { options: ["Oak", "Ash"] });
    const { id } = await add(projectId, { [field]: "Oak" });
    await lead.act((ctx) => updateCustomField(ctx, { id: field, options: ["Ash"] }));
    expect((await lead.act((ctx) => updateTask(ctx, { id, title: "Other" }))).customFields).toEqual({ [field]: "Oak" });
    await expect(add(projectId, { [field]: "Oak" })).rejects.toMatchObject({ reason: "task.custom_field_invalid" });
  });
});

describe("tasks are sorted by what they say in a field", () => {
  let projectId: string;
  /** Page by page, two at a time. */
  const inOrder = async (field: string, direction: "asc" | "desc", filter: TaskFilter = {}, of = projectId) => {
    const input = listTasksInput.parse({
      ...{ filter: { ...filter, projectId: of }, sort: { field: ownFieldSort(field), direction }, limit: 2 },
    });
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listTasks>> = await lead.look((ctx) =>
        listTasks(ctx, { ...input, cursor }),
      );
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    return titles;
  };

  it.each<[CustomFieldKind, CustomValue[], options?: string[]]>([
    ["text", ["aardvark", "Ägypten", "Bear", "zebra"]],
    ["number", [-3, 0, 1.5, 1.5, 20]],
    ["date", ["2025-12-31", "2026-01-01", "2026-10-01"]],
    ["choice", ["Low", "Medium", "High"], ["Low", "Medium", "High"]],
    ["checkbox", [false, true]],
  ])("%s, without an answer last", async (kind, values, options) => {
    projectId = await start();
    const field = await ask(projectId, kind, options ? { options } : {});
    const other = await ask(projectId, "number");
    for (const value of values.toReversed()) await add(projectId, { [field]: value, [other]: 1 }, String(value));
    for (const title of ["none", "none"]) await add(projectId, {}, title);
    const titles = values.map(String);
    expect(await inOrder(field, "asc")).toEqual([...titles, "none", "none"]);
    expect(await inOrder(field, "desc")).toEqual([...titles.toReversed(), "none", "none"]);
    expect(await inOrder(field, "asc", { customFields: { [other]: { min: 1 } } })).toEqual(titles);
  });

  it("of one project, and by fields of its own", async () => {
    const field = await ask(projectId, "text");
    const sort = { field: ownFieldSort(field), direction: "asc" } as const;
    const ofAll = lead.look((ctx) => listTasks(ctx, listTasksInput.parse({ sort })));
    await expect(ofAll).rejects.toMatchObject({ reason: "task.sort_needs_project" });
    await expect(inOrder(field, "asc", {}, await start())).rejects.toMatchObject({ reason: "reference_unknown" });
  });
});

describe("tasks are found by what they say in a field", () => {
  let projectId: string;
  let fields: Record<CustomFieldKind, string>;
  let first: string;
  beforeAll(async () => {
    projectId = await start();
    fields = {
      text: await ask(projectId, "text"),
      number: await ask(projectId, "number"),
      date: await ask(projectId, "date"),
      choice: await ask(projectId, "choice", { options: ["Oak", "Ash"] }),
      checkbox: await ask(projectId, "checkbox"),
    };
    const { text, number, date, choice, checkbox } = fields;
    const said = {
      [text]: "In the 100% north",
      [number]: 1.5,
      [date]: "2026-03-02",
      [choice]: "Oak",
      [checkbox]: true,
    };
    ({ id: first } = await add(projectId, said, "one"));
    await add(
      projectId,
      { [text]: "x".repeat(2_000), [number]: -3, [date]: "2026-03-09", [choice]: "Ash", [checkbox]: false },
      "two",
    );
    await add(projectId, {}, "three");
  });

  const find = async (customFields: TaskFilter["customFields"]) => {
    const input = listTasksInput.parse({ filter: { projectId, customFields } });
    const [{ items }, count, board] = await lead.look((ctx) =>
      Promise.all([
        listTasks(ctx, input),
        countTasks(ctx, input),
        getTaskBoard(ctx, {
          projectId,
          filter: { customFields: input.filter.customFields },
          swimlane: "none",
          limit: 30,
        }),
      ]),
    );
    const titles = items.map(({ title }) => title).toSorted();
    expect(count).toBe(titles.length);
    expect(board.cells.flatMap((cell) => cell.items.map(({ title }) => title)).toSorted()).toEqual(titles);
    return titles.join(" ");
  };

  it.each<[CustomFieldKind, NonNullable<TaskFilter["customFields"]>[string], string]>([
    ["text", "NORTH", "one"],
    ["text", "100%", "one"],
    ["text", "%", "one"],
    ["number", { min: 0 }, "one"],
    ["number", { min: -3, max: 1.5 }, "one two"],
    ["number", {}, "one three two"],
    ["date", { to: "2026-03-08" }, "one"],
    ["date", { from: "2026-03-02", to: "2026-03-09" }, "one two"],
    ["choice", ["Oak", "Ash"], "one two"],
    ["choice", ["none"], "three"],
    ["choice", ["Ash", "none"], "three two"],
    ["checkbox", true, "one"],
    ["checkbox", false, "three two"],
  ])("%s: %j", async (kind, condition, titles) => {
    expect(await find({ [fields[kind]]: condition })).toBe(titles);
  });

  it("by several at once, and by what they say now", async () => {
    const { choice, number } = fields;
    expect(await find({ [choice]: ["Oak", "Ash"], [number]: { max: 0 } })).toBe("two");
    await answer(first, { [choice]: "Ash" });
    expect(await find({ [choice]: ["Oak"] })).toBe("");
    await answer(first, { [choice]: null });
    expect(await find({ [choice]: ["none"] })).toBe("one three");
  });

  it("what was answered before answers were written out is written out alike", async () => {
    const stored = () =>
      lead.look(({ db }) =>
        db
          .select({
            taskId: taskValue.taskId,
            fieldId: taskValue.fieldId,
            text: taskValue.text,
            number: taskValue.number,
          })
          .from(taskValue)
          .orderBy(taskValue.taskId, taskValue.fieldId),
      );
    const before = await stored();
    expect(before.length).toBeGreaterThan(8);
    const name = (await readdir(migrationsFolder)).find((file) => file.endsWith("_task_values.sql")) ?? "";
    const migration = await readFile(join(migrationsFolder, name), "utf8");
    const owner = new pg.Client({ connectionString: shop.two.ownerUrl });
    await owner.connect();
    await owner.query("delete from projects_task_value");
    await owner.query(migration.split("--> statement-breakpoint").at(-1) ?? "");
    await owner.end();
    expect(await stored()).toEqual(before);
  });
});
