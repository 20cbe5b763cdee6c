import { describe, expect, it } from "vitest";
import { openCsvFile } from "../../../import-file/index.ts";
import { accountNames } from "./accounts.ts";
import { readBoard } from "./board.ts";
import { columnsLeftOut, guessTaskMapping, isMappingOf, tableFormat } from "./columns.ts";
import { readMinutes, readSecondsAsMinutes } from "./duration.ts";
import { guessPriority, guessStatus } from "./guess-values.ts";
import { boardFile, jiraFile, sprintFile } from "./sample-files.ts";
import { readSprint } from "./sprint.ts";
import { readTableRow } from "./table-row.ts";

async function readTable(text: string) {
  const { names: headers, records } = await openCsvFile(new Blob([text]));
  const mapping = guessTaskMapping(headers);
  const format = tableFormat(headers);
  const rows: string[][] = [];
  for await (const { cells } of records) rows.push(cells);
  const accounts = accountNames(headers, rows);
  const reading = { headers, mapping, accounts, dateOrder: "dmy", oneValueCells: format === "jira" } as const;
  const tasks = rows.map((cells) => readTableRow(reading, cells));
  return { headers, mapping, format, tasks };
}

describe("a file that Jira exported", () => {
  it("becomes tasks with what stands in repeated columns, seconds and Jira's own days", async () => {
    const { format, tasks } = await readTable(jiraFile);
    expect(format).toBe("jira");
    expect(tasks[0]).toMatchObject({
      ref: "SHOP-1",
      otherRefs: ["10001"],
      title: "Checkout redesign",
      description:
        'As a customer\nI pay, and see "thank you"\n\nIssue Type: Epic\nReporter: Sam Carter\nCreated: 12/Nov/26 9:15 AM',
      status: "In Progress",
      priority: "Highest",
      assignees: ["Anna Lindqvist"],
      startOn: "2026-11-16",
      dueOn: "2026-12-18",
    });
    expect(tasks[1]).toMatchObject({
      labels: ["frontend", "needs-design"],
      dueOn: "2026-12-04",
      estimateMinutes: 480,
      parentRefs: ["SHOP-1"],
      blocks: ["SHOP-3", "SHOP-4"],
      comments: [
        { author: "712020:9f1c", writtenOn: "2026-11-12", text: "Looks good; ship it" },
        { author: "sam", writtenOn: "2026-11-13", text: "Not yet" },
      ],
    });
    expect(tasks[2]).toMatchObject({ parentRefs: ["10002"], estimateMinutes: 90, blockedBy: ["SHOP-2"] });
  });

  it("says what is wrong with a row, and takes the rest of it", async () => {
    const { tasks } = await readTable(jiraFile);
    expect(tasks[3]).toMatchObject({
      failures: [],
      dueOn: null,
      notes: ["Due: “31/Feb/27 12:00 AM” is no date; left empty"],
    });
    expect(tasks[4]?.failures).toEqual(["The title is missing"]);
  });

  it("names columns that become nothing, once each", async () => {
    const { headers, mapping } = await readTable(jiraFile);
    expect(columnsLeftOut(headers, mapping)).toEqual(["Project key"]);
  });

  it("plans by sprints, answers with points, and tells hours, files and people in words", async () => {
    const { tasks } = await readTable(sprintFile);
    expect(tasks[0]).toMatchObject({ otherRefs: ["101", "Shopping"], statusCategory: "In Progress", cycle: null });
    expect(tasks[1]).toMatchObject({
      resolution: "Fixed",
      cycle: { name: "Sprint 8", startOn: null, endOn: null },
      own: [{ name: "Story Points", value: "5" }],
      parentRefs: ["WEB-1"],
      description: "Planned before in: Sprint 7\nFile: sketch.png https://jira.example/secure/attachment/1/sketch.png",
      comments: [
        { author: "Acme Manager", writtenOn: "2026-04-24", text: "Looks\r\ngood" },
        { author: "Acme Manager", writtenOn: "2026-04-24", text: "Time logged: 1 h 30 min\nTried both" },
      ],
    });
    expect(tasks[2]?.parentRefs).toEqual(["Shopping"]);
  });

  it("knows columns again whose names a program made different", () => {
    expect(guessTaskMapping(["Summary", "Sprint", "Sprint.1", "Labels.2", "Custom field (Epic Link)"])).toEqual([
      ...["title", "cycle", "cycle", "label", "parentRef"],
    ]);
  });

  it("reads what Jira's servers write for a sprint", () => {
    const text =
      "com.atlassian.greenhopper.service.sprint.Sprint@1f2[id=7,rapidViewId=3,state=CLOSED,name=Sprint 7, late,goal=,startDate=2026-04-13T08:00:00.000Z,endDate=2026-04-24T16:00:00.000Z,sequence=7]";
    expect(readSprint(text)).toEqual({ name: "Sprint 7, late", startOn: "2026-04-13", endOn: "2026-04-24" });
  });
});

describe("a spreadsheet", () => {
  const sheet = "Task name;Assigned to;Tags;Hours;Deadline;Checklist\nOffer;Anna; Sam;a, b;1,5;1.12.2026;\n";
  it("has several values in a cell", async () => {
    const { format, tasks } = await readTable(sheet.replace("Anna; Sam", '"Anna; Sam"'));
    expect(format).toBe("csv");
    expect(tasks[0]).toMatchObject({
      assignees: ["Anna", "Sam"],
      labels: ["a", "b"],
      estimateMinutes: 90,
      dueOn: "2026-12-01",
    });
  });

  it("without references gives a row the same one wherever it stands", async () => {
    const [one] = (await readTable("Title,Due\nA,2026-01-01\nB,\n")).tasks;
    const [, two, other] = (await readTable("Title,Due\nZ,\nA,2026-01-01\nA,2026-01-02\n")).tasks;
    expect(one?.ref).toMatch(/^row:[\w-]{22}$/);
    expect(two?.ref).toBe(one?.ref);
    expect(other?.ref).not.toBe(one?.ref);
  });

  it("has lines to tick off in one cell", async () => {
    const { tasks } = await readTable('Title,Checklist\nMove,"[x] Pack\n- [ ] Carry\nRest"\n');
    expect(tasks[0]?.checklist).toEqual([
      { text: "Pack", isDone: true },
      { text: "Carry", isDone: false },
      { text: "Rest", isDone: false },
    ]);
  });

  it("takes one column for what has one value", () => {
    expect(guessTaskMapping(["Title", "Name", "Tag", "Tags", "Shoe size"])).toEqual([
      "title",
      null,
      "label",
      "label",
      null,
    ]);
    expect(isMappingOf(["a", "b"], ["title", "title"])).toBe(false);
    expect(isMappingOf(["a", "b"], ["label", "label"])).toBe(true);
    expect(isMappingOf(["a"], ["colour"])).toBe(false);
    expect(isMappingOf(["a"], ["title", null])).toBe(false);
  });
});

describe("a board that Trello exported", () => {
  const board = () => readBoard(boardFile, "Europe/Berlin");
  it("becomes tasks in the order of its lists and cards, without its templates", () => {
    expect(board().tasks.map(({ title, status, isArchived }) => [title, status, isArchived])).toEqual([
      ["Book the venue", "To Do", false],
      ["Design the poster", "To Do", false],
      ["Write the list of guests", "Done 🎉", false],
      ["Flyers", "Done 🎉", true],
      ["Banner", "Last year", true],
    ]);
  });

  it("brings people, labels, lines, comments and the days of where the organisation is", () => {
    expect(board().tasks[1]).toMatchObject({
      ref: "c-poster",
      otherRefs: ["gplJv6dx"],
      assignees: ["Anna Lindqvist"],
      labels: ["Print", "sky light"],
      startOn: "2026-11-23",
      dueOn: "2026-12-01",
      checklist: [
        { text: "Draw: Sketch", isDone: true },
        { text: "Draw: Colour", isDone: false },
        { text: "Print: Order (2026-11-28, Anna Lindqvist)", isDone: false },
      ],
      description: "A2 and A3\n\nMarked complete\nFile: draft.pdf https://trello.example/1/cards/draft.pdf",
      own: [
        { name: "Size", value: "2" },
        { name: "Paper", value: "Matt" },
      ],
      comments: [
        { author: "Anna Lindqvist", writtenOn: "2026-11-19", text: "Which picture?" },
        { author: "Sam Carter", writtenOn: "2026-11-20", text: "The second one" },
      ],
    });
    expect(board().notices).toEqual([{ code: "attachmentsLinked", count: 1 }]);
  });

  it.each(["{", "[]", '{"name": "no lists"}', '{"lists": [], "cards": [{"name": "no id"}]}'])("is not %s", (json) =>
    expect(() => readBoard(json, "UTC")).toThrow(expect.objectContaining({ reason: "task_import.file_not_a_board" })),
  );
});

describe("values", () => {
  it.each([
    ["1w 2d 3h 30m", 3_570],
    ["90 min", 90],
    ["1.5h", 90],
    ["2 hours", 120],
    ["1:30", 90],
    ["3", 180],
    ["2 days", 960],
  ])("%s is so many minutes", (text, minutes) => expect(readMinutes(text)).toBe(minutes));

  it.each(["", "soon", "3 apples", "h", "-1", "1h soon"])("%j is no length of time", (text) =>
    expect([readMinutes(text), readSecondsAsMinutes(text)]).toEqual([undefined, undefined]),
  );

  const columns = [
    { id: "1", name: "Backlog", kind: "backlog" },
    { id: "2", name: "Ready", kind: "todo" },
    { id: "3", name: "Building", kind: "inProgress" },
    { id: "4", name: "QA", kind: "review" },
    { id: "5", name: "Done", kind: "done" },
    { id: "6", name: "Dropped", kind: "cancelled" },
    { id: "7", name: "Blocked", kind: "inProgress" },
  ] as const;
  it.each([
    ["In Progress", "Building"],
    ["BLOCKED", "Blocked"],
    ["To Do", "Ready"],
    ["Selected for Development", "Ready"],
    ["Code review", "QA"],
    ["Done 🎉", "Done"],
    ["Won't Do", "Dropped"],
    ["Ideas", "Backlog"],
    ["Closed", "Done"],
    ["Waiting for legal", undefined],
    ["", undefined],
  ])("%s is the column %s", (text, name) => expect(guessStatus(text, columns)?.name).toBe(name));

  it.each([
    ["Highest", 4],
    ["Major", 3],
    ["Normal", 2],
    ["Lowest", 1],
    ["", 0],
    ["P9", undefined],
  ])("%j has the priority %s", (text, priority) => expect(guessPriority(text)).toBe(priority));
});
