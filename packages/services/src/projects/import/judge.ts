import type { RichText } from "@steward/contracts/kernel/rich-text";
import { maxChecklistItems } from "@steward/contracts/projects/checklist";
import type { TaskImportOptions } from "@steward/contracts/projects/import";
import { type CustomValue, maxAssignees, maxTaskLabels, priorities } from "@steward/contracts/projects/task";
import { quoted } from "../../import-file/index.ts";
import { documentsOf } from "./document.ts";
import type { KnownCycle } from "./own-cycles.ts";
import { type KnownField, nameKey, valueFor } from "./own-fields.ts";
import { described } from "./read/described.ts";
import { guessPriority, guessStatus, isCancelling, type StatusChoice } from "./read/guess-values.ts";
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
  /** Cycles that there are or will be, by their name in lower case. */
  cycles: ReadonlyMap<string, KnownCycle>;
  /** The project's own fields likewise. */
  fields: ReadonlyMap<string, KnownField>;
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
  /** By its name in lower case, as are answers to fields: what is not there yet is added first. */
  cycle: string | null;
  own: Map<string, CustomValue>;
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
    const { own, left } = this.#own(task, notes);
    const [description = null, ...more] = documentsOf(described(task.description, left));
    const comments = [...more, ...task.comments.flatMap(commentOf)];
    if (more.length > 0) notes.push("The description is long: the rest of it comes as comments");
    if (comments.length > maxComments) notes.push(`Only the last ${maxComments} comments are taken`);
    return {
      ref,
      title: task.title.slice(0, maxTitle).trim(),
      description,
      status: this.#status(task, notes),
      priority: this.#priority(task.priority, notes),
      assigneeIds: this.#people(task.assignees, notes),
      labels: this.#labels(task.labels, notes),
      ...days,
      estimateMinutes: tooLong ? null : task.estimateMinutes,
      cycle: this.#cycle(task, notes),
      own,
      parentRef: this.#parent(task, notes),
      blocks: this.#links("Blocks", task.blocks, ref, notes),
      blockedBy: this.#links("Blocked by", task.blockedBy, ref, notes),
      checklist: checklistOf(task.checklist, notes),
      comments: comments.slice(-maxComments),
    };
  }

  #status({ status: text, statusCategory, resolution }: IncomingTask, notes: string[]): StatusChoice {
    const { columns, options } = this.#known;
    const chosen = columns.find(({ id }) => id === ownValue(options.statuses, text));
    const guessed = chosen ?? guessStatus(text, columns) ?? guessStatus(statusCategory, columns);
    const status = guessed ?? columns[0];
    if (!status) throw new TypeError("A project without a workflow");
    // Where all that has ended has one status, how it ended says whether it was done.
    const cancelled = !chosen && status.kind === "done" && isCancelling(resolution);
    if (cancelled) return columns.find(({ kind }) => kind === "cancelled") ?? status;
    if (!guessed && text !== "") notes.push(`Status: no column is ${quoted(text)}; it goes to ${quoted(status.name)}`);
    return status;
  }

  #priority(text: string, notes: string[]): number {
    const chosen = ownValue(this.#known.options.priorities ?? {}, text);
    const priority = chosen === undefined ? guessPriority(text) : priorities.indexOf(chosen);
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

  #cycle({ cycle }: IncomingTask, notes: string[]): string | null {
    if (cycle === null) return null;
    const key = nameKey(cycle.name);
    if (this.#known.cycles.has(key)) return key;
    notes.push(`Cycle: there is none called ${quoted(cycle.name)}; left out`);
    return null;
  }

  /** Answers that fit, and lines for the description that say the others: nothing of the file is lost. */
  #own(task: IncomingTask, notes: string[]): { own: Map<string, CustomValue>; left: string[] } {
    const own = new Map<string, CustomValue>();
    const left: string[] = [];
    for (const { name, value } of task.own) {
      const field = this.#known.fields.get(nameKey(name));
      const answer = field && valueFor(field, value, this.#known.options.dateOrder);
      if (answer !== undefined) own.set(nameKey(name), answer);
      else {
        left.push(`${name}: ${value}`);
        notes.push(
          `${name}: ${field ? `${quoted(value)} is no answer to it` : "there is no such field"}; it stands in the description`,
        );
      }
    }
    return { own, left };
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
function commentOf({ author, writtenOn, text }: IncomingComment): RichText[] {
  const said = [author, writtenOn].filter((part) => part !== "" && part !== null).join(", ");
  return documentsOf(said === "" ? text : `${said}:\n${text}`);
}
