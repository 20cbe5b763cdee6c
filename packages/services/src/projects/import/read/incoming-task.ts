/** A task as a file says it: nothing is looked up yet. */
export interface IncomingTask {
  /** What it is called by where it comes from; a later import of it is recognised by this. */
  ref: string;
  /** Further names by which other rows may mean it. */
  otherRefs: string[];
  title: string;
  description: string;
  status: string;
  /** What the status means, as far as the file says so: `In Progress`. */
  statusCategory: string;
  /** How it ended: `Won't Do`. */
  resolution: string;
  priority: string;
  /** Names or e-mail addresses. */
  assignees: string[];
  labels: string[];
  /** ISO dates. */
  startOn: string | null;
  dueOn: string | null;
  estimateMinutes: number | null;
  cycle: IncomingCycle | null;
  /** Answers to fields of the project's own, by the field's name. */
  own: { name: string; value: string }[];
  /** The first of them that is known is the parent. */
  parentRefs: string[];
  blocks: string[];
  blockedBy: string[];
  checklist: IncomingItem[];
  comments: IncomingComment[];
  /** Put away where it comes from. */
  isArchived: boolean;
  /** Why it cannot come in. */
  failures: string[];
  /** What was left open although it comes in. */
  notes: string[];
}

export interface IncomingCycle {
  name: string;
  /** ISO dates, where the file knows. */
  startOn: string | null;
  endOn: string | null;
}

export interface IncomingItem {
  text: string;
  isDone: boolean;
}

export interface IncomingComment {
  /** Empty where the file does not say. */
  author: string;
  /** An ISO date; null where the file does not say. */
  writtenOn: string | null;
  text: string;
}

/** A task of which nothing is known but what it is called by. */
export function blankTask(ref: string): IncomingTask {
  return {
    ref,
    otherRefs: [],
    title: "",
    description: "",
    status: "",
    statusCategory: "",
    resolution: "",
    priority: "",
    assignees: [],
    labels: [],
    startOn: null,
    dueOn: null,
    estimateMinutes: null,
    cycle: null,
    own: [],
    parentRefs: [],
    blocks: [],
    blockedBy: [],
    checklist: [],
    comments: [],
    isArchived: false,
    failures: [],
    notes: [],
  };
}
