import { plainTextOf, type RichText, richTextOf, richTextSchema } from "@steward/contracts/kernel/rich-text";
import { maxChecklistItems } from "@steward/contracts/projects/checklist";
import type { TaskImportOptions } from "@steward/contracts/projects/import";
import { maxAssignees, maxTaskLabels } from "@steward/contracts/projects/task";
import { quoted } from "../../import-file/index.ts";
import { guessPriority, guessStatus, type StatusChoice } from "./read/guess-values.ts";
import type { IncomingComment, IncomingItem, IncomingTask } from "./read/incoming-task.ts";

/** What is there already, and what was decided: all that a row is judged by. */
export interface Known {
  /** The project's workflow, in order. */
  columns: readonly StatusChoice[];
  options: TaskImportOptions;
  /** Who is meant by a name or address, in lower case; a text says why nobody is. */
  people: ReadonlyMap<string, KnownPerson>;
  /** Labels by their name in lower case. */
  labels: ReadonlyMap<string, string>;
  mayAddLabels: boolean;
  /** Its tasks by the reference they came with. */
  existing: ReadonlyMap<string, { id: string; number: number }>;
  /** The references of rows that may come in, by anything they are called. */
  refs: ReadonlyMap<string, string>;
}

export type KnownPerson = { id: string } | { why: string };

/** A row as a task to be. */
export interface ImportedTask {
  ref: string;
  title: string;
  description: RichText | null;
  status: StatusChoice;
  priority: number;
  assigneeIds: string[];
  /** By name: those that are not there yet are added. */
  labels: string[];
  startOn: string | null;
  dueOn: string | null;
  estimateMinutes: number | null;
  parentRef: string | null;
  blocks: string[];
  blockedBy: string[];
  checklist: IncomingItem[];
  comments: RichText[];
}

export type TaskVerdict =
  | { fate: "created"; draft: ImportedTask; reasons: string[] }
  | { fate: "skipped" | "failed"; reasons: string[] };

const maxTitle = 500;
const maxItem = 500;
const maxComments = 200;
const maxEstimateMinutes = 6_000_000;
/** Of the 500 paragraphs a text may have. */
const maxLines = 480;
const maxText = 9_500;
const maxRef = 200;

/** Decides what becomes of rows, in the order of the file; which references earlier ones had is remembered. */
export class TaskJudge {
  readonly #known: Known;
  readonly #seen = new Map<string, number>();

  constructor(known: Known) {
    this.#known = known;
  }

  judge(task: IncomingTask, line: number): TaskVerdict {
    const { options, existing } = this.#known;
    const ref = task.ref.slice(0, maxRef);
    if (task.failures.length > 0) return { fate: "failed", reasons: task.failures };
    if (task.isArchived && options.archived === "skip") {
      return { fate: "skipped", reasons: ["It is archived where it comes from"] };
    }
    const there = existing.get(ref);
    if (there) return { fate: "skipped", reasons: [`It is here already, with the number ${there.number}`] };
    const seen = this.#seen.get(ref);
    if (seen !== undefined) return { fate: "skipped", reasons: [`It is the same as in line ${seen}`] };
    this.#seen.set(ref, line);
    const notes = [...task.notes];
    return { fate: "created", draft: this.#draft(task, ref, notes), reasons: notes };
  }

  #draft(task: IncomingTask, ref: string, notes: string[]): ImportedTask {
    const days = orderedDays(task, notes);
    if (task.title.length > maxTitle) notes.push(`The title is cut after ${maxTitle} characters`);
    const tooLong = (task.estimateMinutes ?? 0) > maxEstimateMinutes;
    if (tooLong) notes.push("The estimate is too long; left empty");
    if (task.comments.length > maxComments) notes.push(`Only the last ${maxComments} comments are taken`);
    return {
      ref,
      title: task.title.slice(0, maxTitle).trim(),
      description: documentOf(task.description, "The description", notes),
      status: this.#status(task.status, notes),
      priority: this.#priority(task.priority, notes),
      assigneeIds: this.#people(task.assignees, notes),
      labels: this.#labels(task.labels, notes),
      ...days,
      estimateMinutes: tooLong ? null : task.estimateMinutes,
      parentRef: this.#parent(task, notes),
      blocks: this.#links("Blocks", task.blocks, ref, notes),
      blockedBy: this.#links("Blocked by", task.blockedBy, ref, notes),
      checklist: checklistOf(task.checklist, notes),
      comments: task.comments.slice(-maxComments).flatMap((comment) => commentOf(comment, notes) ?? []),
    };
  }

  #status(text: string, notes: string[]): StatusChoice {
    const { columns, options } = this.#known;
    const chosen = columns.find(({ id }) => id === ownValue(options.statuses, text)) ?? guessStatus(text, columns);
    const status = chosen ?? columns[0];
    if (!status) throw new TypeError("A project without a workflow");
    if (!chosen && text !== "") notes.push(`Status: no column is ${quoted(text)}; it goes to ${quoted(status.name)}`);
    return status;
  }

  #priority(text: string, notes: string[]): number {
    const priority = guessPriority(text);
    if (priority === undefined) notes.push(`Priority: ${quoted(text)} says nothing here; left empty`);
    return priority ?? 0;
  }

  #people(texts: readonly string[], notes: string[]): string[] {
    const { people, options } = this.#known;
    const ids = new Set<string>();
    for (const text of texts) {
      const chosen = ownValue(options.people, text);
      if (chosen === null) continue;
      const found = chosen === undefined ? people.get(text.toLowerCase()) : { id: chosen };
      if (found && "id" in found) ids.add(found.id);
      else notes.push(`Assignee: ${quoted(text)} ${found?.why ?? "is nobody here"}; left out`);
    }
    if (ids.size > maxAssignees) notes.push(`Only the first ${maxAssignees} assignees are taken`);
    return [...ids].slice(0, maxAssignees);
  }

  #labels(texts: readonly string[], notes: string[]): string[] {
    const { labels, mayAddLabels } = this.#known;
    const names = new Map<string, string>();
    for (const text of texts) {
      const name = text.slice(0, 50).trim();
      if (mayAddLabels || labels.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
      else notes.push(`Label: there is none called ${quoted(text)}; left out`);
    }
    if (names.size > maxTaskLabels) notes.push(`Only the first ${maxTaskLabels} labels are taken`);
    return [...names.values()].slice(0, maxTaskLabels);
  }

  #parent({ parentRefs, ref }: IncomingTask, notes: string[]): string | null {
    const known = parentRefs.flatMap((text) => this.#refOf(text) ?? []).find((found) => found !== ref);
    const [first] = parentRefs;
    if (known === undefined && first !== undefined) {
      notes.push(`Parent: nothing is called ${quoted(first)}; it stands by itself`);
    }
    return known ?? null;
  }

  #links(label: string, texts: readonly string[], ref: string, notes: string[]): string[] {
    return texts.flatMap((text) => {
      const found = this.#refOf(text);
      if (found === undefined) notes.push(`${label}: nothing is called ${quoted(text)}; left out`);
      return found === undefined || found === ref ? [] : [found];
    });
  }

  /** What another row, or a task that came before, is called by. */
  #refOf(text: string): string | undefined {
    const { refs, existing } = this.#known;
    return refs.get(text) ?? (existing.has(text) ? text : undefined);
  }
}

/** A file may well call something `constructor`. */
function ownValue<Value>(values: Readonly<Record<string, Value>>, text: string): Value | undefined {
  return Object.hasOwn(values, text) ? values[text] : undefined;
}

function orderedDays({ startOn, dueOn }: IncomingTask, notes: string[]): Pick<ImportedTask, "startOn" | "dueOn"> {
  if (startOn === null || dueOn === null || startOn <= dueOn) return { startOn, dueOn };
  notes.push(`It starts on ${startOn}, after it is due; the start is left empty`);
  return { startOn: null, dueOn };
}

function checklistOf(items: readonly IncomingItem[], notes: string[]): IncomingItem[] {
  if (items.length > maxChecklistItems) notes.push(`Only the first ${maxChecklistItems} lines to tick off are taken`);
  return items.slice(0, maxChecklistItems).map(({ text, isDone }) => ({ text: text.slice(0, maxItem), isDone }));
}

/**
 * Whoever imports is who writes: a file can put words into nobody's mouth. Who wrote them where they come from stands in the
 * text.
 */
function commentOf({ author, writtenOn, text }: IncomingComment, notes: string[]): RichText | null {
  const said = [author, writtenOn].filter((part) => part !== "" && part !== null).join(", ");
  return documentOf(said === "" ? text : `${said}:\n${text}`, "A comment", notes);
}

/** Plain words as a document, a paragraph a line; null where nothing is left. */
function documentOf(text: string, what: string, notes: string[]): RichText | null {
  const lines = text.replace(/\r\n?/g, "\n").trim().split("\n");
  const kept = lines.slice(0, maxLines).join("\n").slice(0, maxText).trim();
  if (lines.length > maxLines || kept.length < lines.join("\n").trim().length) {
    notes.push(`${what} is cut after ${maxText} characters or ${maxLines} lines`);
  }
  const document = richTextSchema.safeParse(richTextOf(kept));
  return document.success && plainTextOf(document.data) !== "" ? document.data : null;
}
