import { createHash } from "node:crypto";
import type { ImportDateOrder } from "@steward/contracts/kernel/import-file";
import type { TaskImportFieldName } from "@steward/contracts/projects/import-fields";
import { cleanCell, cleanName, quoted, readDate } from "../../../import-file/index.ts";
import { readMinutes, readSecondsAsMinutes } from "./duration.ts";
import { blankTask, type IncomingComment, type IncomingItem, type IncomingTask } from "./incoming-task.ts";

/** How the cells of a table are read. */
export interface TableReading {
  mapping: readonly (string | null)[];
  dateOrder: ImportDateOrder;
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
  task.description = texts("description")[0] ?? "";
  task.status = line("status");
  task.priority = line("priority");
  task.assignees = several("assignee", /[;\n]/);
  task.labels = several("label", /[;,|\n]/);
  task.parentRefs = texts("parentRef").map(cleanName);
  task.blocks = several("blocks", /[;,\s]/);
  task.blockedBy = several("blockedBy", /[;,\s]/);
  task.checklist = texts("checklist").flatMap(readChecklist);
  task.comments = texts("comment").map((text) => readComment(text, reading.dateOrder));
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
  const minutes = text === "" ? readSecondsAsMinutes(seconds) : readMinutes(text);
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

/** Jira writes `21/Nov/26 3:04 PM;anna;Looks good`, with a name or the number of an account in the middle. */
function readComment(text: string, order: ImportDateOrder): IncomingComment {
  const parts = /^([^;\n]{6,40});([^;\n]{0,120});([\s\S]+)$/.exec(text);
  const writtenOn = parts?.[1] === undefined ? undefined : readDate(parts[1], order);
  if (!parts || writtenOn === undefined) return { author: "", writtenOn: null, text };
  return { author: parts[2] ?? "", writtenOn, text: parts[3]?.trim() ?? "" };
}
