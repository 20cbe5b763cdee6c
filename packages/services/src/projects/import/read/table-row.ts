import { createHash } from "node:crypto";
import type { ImportDateOrder } from "@steward/contracts/kernel/import-file";
import type { TaskImportFieldName } from "@steward/contracts/projects/import-fields";
import { cleanCell, cleanName, quoted, readDate } from "../../../import-file/index.ts";
import { titleOfColumn } from "./columns.ts";
import { described } from "./described.ts";
import { readMinutes, readSecondsAsMinutes } from "./duration.ts";
import { blankTask, type IncomingComment, type IncomingItem, type IncomingTask } from "./incoming-task.ts";
import { readSprint } from "./sprint.ts";

/** How the cells of a table are read. */
export interface TableReading {
  mapping: readonly (string | null)[];
  dateOrder: ImportDateOrder;
  /** What the columns are called. */
  headers: readonly string[];
  /** Names of people whom the file mentions by the number of their account. */
  accounts: ReadonlyMap<string, string>;
  /** Whether a cell holds one value, as in Jira's files, or several with a sign between them. */
  oneValueCells: boolean;
}

/** One row of a table as a task. Whatever is wrong with it is a sentence about that row, never an error. */
export function readTableRow(reading: TableReading, cells: readonly string[]): IncomingTask {
  const texts = (field: TaskImportFieldName) =>
    reading.mapping.flatMap((name, index) => {
      const text = name === field ? cleanCell(cells[index]) : "";
      return text === "" ? [] : [text];
    });
  const line = (field: TaskImportFieldName) => cleanName(texts(field)[0]);
  const several = (field: TaskImportFieldName, separator: RegExp) =>
    texts(field).flatMap((text) =>
      (reading.oneValueCells ? [text] : text.split(separator)).map(cleanName).filter(Boolean),
    );
  const task = blankTask(line("externalRef") || refOfCells(cells));
  task.otherRefs = texts("internalRef");
  task.title = line("title");
  if (task.title === "") task.failures.push("The title is missing");
  task.status = line("status");
  task.priority = line("priority");
  task.statusCategory = line("statusCategory");
  task.resolution = line("resolution");
  task.assignees = several("assignee", /[;\n]/).map((name) => reading.accounts.get(name) ?? name);
  task.labels = several("label", /[;,|\n]/);
  task.parentRefs = texts("parentRef").map(cleanName);
  task.blocks = several("blocks", /[;,\s]/);
  task.blockedBy = several("blockedBy", /[;,\s]/);
  task.checklist = texts("checklist").flatMap(readChecklist);
  task.comments = [
    ...texts("comment").map((text) => readComment(text, reading)),
    ...texts("worklog").map((text) => readWorklog(text, reading)),
  ];
  // An issue that was carried on from sprint to sprint names them all, the last one last.
  const sprints = several("cycle", /[;,\n]/).map(readSprint);
  task.cycle = sprints.at(-1) ?? null;
  task.own = cellsOf(reading, cells, "own");
  task.description = described(texts("description")[0] ?? "", [
    ...cellsOf(reading, cells, "note").map(({ name, value }) => `${name}: ${value}`),
    ...(sprints.length > 1
      ? [
          `Planned before in: ${sprints
            .slice(0, -1)
            .map(({ name }) => name)
            .join(", ")}`,
        ]
      : []),
    ...texts("attachment").map((text) => `File: ${readAttachment(text)}`),
  ]);
  task.startOn = day(task, "Start", line("startOn"), reading.dateOrder);
  task.dueOn = day(task, "Due", line("dueOn"), reading.dateOrder);
  task.estimateMinutes = estimate(task, line("estimate"), line("estimateSeconds"));
  return task;
}

/** A table without references: the same row is the same task, wherever it stands in the file. */
function refOfCells(cells: readonly string[]): string {
  const text = JSON.stringify(cells.map((cell) => cleanCell(cell)).filter(Boolean));
  return `row:${createHash("sha256").update(text).digest("base64url").slice(0, 22)}`;
}

function day(task: IncomingTask, label: string, text: string, order: ImportDateOrder): string | null {
  if (text === "") return null;
  const read = readDate(text, order);
  if (read === undefined) task.notes.push(`${label}: ${quoted(text)} is no date; left empty`);
  return read ?? null;
}

function estimate(task: IncomingTask, text: string, seconds: string): number | null {
  const given = text === "" ? seconds : text;
  if (given === "") return null;
  // Jira writes seconds; files that people made after its example say `38h`.
  const minutes = text === "" ? (readSecondsAsMinutes(seconds) ?? readMinutes(seconds)) : readMinutes(text);
  if (minutes === undefined) task.notes.push(`Estimate: ${quoted(given)} is no length of time; left empty`);
  return minutes ?? null;
}

const box = /^(?:[-*]\s*)?\[( |x|X)\]\s*/;

/** One item a line, ticked off where the line begins with `[x]`. */
function readChecklist(text: string): IncomingItem[] {
  const lines = text.split(text.includes("\n") ? "\n" : ";").map((line) => line.trim());
  return lines.flatMap((line) => {
    const words = line.replace(box, "");
    return words === "" ? [] : [{ text: words, isDone: box.exec(line)?.[1]?.toLowerCase() === "x" }];
  });
}

/** What columns of one meaning say, by what they are called: several of one name are one value. */
function cellsOf(
  { mapping, headers }: TableReading,
  cells: readonly string[],
  field: TaskImportFieldName,
): { name: string; value: string }[] {
  const values = new Map<string, string[]>();
  for (const [index, header] of headers.entries()) {
    const value = mapping[index] === field ? cleanCell(cells[index]) : "";
    const name = titleOfColumn(header);
    if (value !== "") values.set(name, [...(values.get(name) ?? []), value]);
  }
  return [...values].map(([name, all]) => ({ name, value: all.join(", ") }));
}

/** Jira writes `21/Nov/26 3:04 PM;anna;Looks good`, with a name or the number of an account in the middle. */
function readComment(text: string, { dateOrder, accounts }: TableReading): IncomingComment {
  const parts = /^([^;\n]{6,40});([^;\n]{0,120});([\s\S]+)$/.exec(text);
  const writtenOn = parts?.[1] === undefined ? undefined : readDate(parts[1], dateOrder);
  if (!parts || writtenOn === undefined) return { author: "", writtenOn: null, text };
  const author = parts[2] ?? "";
  return { author: accounts.get(author) ?? author, writtenOn, text: parts[3]?.trim() ?? "" };
}

/**
 * Jira writes `Tried both;21/Nov/26 3:04 PM;anna;3600`: what was done, when, by whom, and for how many seconds. It is kept in
 * words: hours go onto people's timesheets by their own hands only.
 */
function readWorklog(text: string, { dateOrder, accounts }: TableReading): IncomingComment {
  const parts = /^([\s\S]*);([^;\n]{6,40});([^;\n]{0,120});(\d{1,12})$/.exec(text);
  const writtenOn = parts?.[2] === undefined ? undefined : readDate(parts[2], dateOrder);
  const minutes = readSecondsAsMinutes(parts?.[4] ?? "");
  if (!parts || writtenOn === undefined || minutes === undefined) {
    return { author: "", writtenOn: null, text: `Time logged: ${text}` };
  }
  const author = parts[3] ?? "";
  const what = parts[1]?.trim() ?? "";
  const time = `Time logged: ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return { author: accounts.get(author) ?? author, writtenOn, text: what === "" ? time : `${time}\n${what}` };
}

/** Of `21/Nov/26 3:04 PM;anna;sketch.png;https://…` the name and the address: the file itself stays where it is. */
function readAttachment(text: string): string {
  const parts = /^[^;\n]{6,40};[^;\n]{0,120};([^\n]+);(https?:\/\/\S+)$/.exec(text);
  return parts ? `${parts[1]} ${parts[2]}` : text;
}
