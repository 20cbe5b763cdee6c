import { priorities, type StatusKind } from "@steward/contracts/projects/task";
import { headerWords } from "../../../import-file/index.ts";

type Meaning = readonly [kind: StatusKind, words: RegExp];

/** What columns of a workflow are called, by what they mean; the first kind that knows a word has it. */
const statusWords: readonly [Meaning, ...Meaning[]] = [
  [
    "cancelled",
    /^(?:cancell?ed|declined|rejected|wont (?:do|fix)|won t (?:do|fix)|duplicate|abandoned|obsolete|invalid)$/,
  ],
  ["done", /^(?:done|closed|resolved|completed?|finished|fixed|released|shipped|live|deployed|delivered|accepted)\b/],
  ["review", /\b(?:review|testing|test|qa|verify|verification|approval|feedback|validation|staging)\b/],
  ["todo", /^(?:to ?do|open|new|reopened|ready|next|planned|todo|selected|up next|this week|sprint|queue)\b|\bto ?do$/],
  ["inProgress", /\b(?:progress|doing|wip|working|started|active|development|implementing|ongoing|blocked)\b/],
  ["backlog", /\b(?:backlog|ideas?|icebox|later|someday|inbox|wishlist|draft|triage)\b/],
];

/** Whether a resolution such as `Won't Do` or `Duplicate` says that a task has ended without having been done. */
export function isCancelling(resolution: string): boolean {
  const words = headerWords(resolution);
  return (
    statusWords[0][1].test(words) || /^(?:cannot reproduce|incomplete|not a bug|known error|by design)$/.test(words)
  );
}

export interface StatusChoice {
  id: string;
  name: string;
  kind: StatusKind;
}

/**
 * The column of a project's workflow that a status of a file most likely is: the one called the same, else the first that
 * means the same. Undefined where neither says anything.
 *
 * @param columns in the order of the workflow
 */
export function guessStatus(text: string, columns: readonly StatusChoice[]): StatusChoice | undefined {
  const words = headerWords(text);
  if (words === "") return undefined;
  const kind = statusWords.find(([, pattern]) => pattern.test(words))?.[0];
  return columns.find(({ name }) => headerWords(name) === words) ?? columns.find((column) => column.kind === kind);
}

const priorityWords: readonly (readonly [(typeof priorities)[number], RegExp])[] = [
  ["urgent", /^(?:highest|critical|blocker|urgent|immediate|p0|emergency|showstopper)$/],
  ["high", /^(?:high|major|important|p1)$/],
  ["medium", /^(?:medium|normal|moderate|standard|p2)$/],
  ["low", /^(?:low|lowest|minor|trivial|p3|p4)$/],
  ["none", /^(?:none|not set|undefined|no priority)?$/],
];

/** A priority as its number; undefined for a word that says nothing of the kind. */
export function guessPriority(text: string): number | undefined {
  const words = headerWords(text);
  const name = priorityWords.find(([, pattern]) => pattern.test(words))?.[0];
  return name === undefined ? undefined : priorities.indexOf(name);
}
