import type { ActivityDetail, ActivityEntry, ActivityName } from "@steward/contracts/projects/activity";
import type { PlanPart } from "@steward/contracts/projects/project";
import { fieldsInWords } from "../part/field-changes.tsx";
import { roleLabels, statusLabels } from "../project/project-words.tsx";
import { tasksInWords } from "../task/task-words.tsx";

interface Words {
  /** Between who did it and what it was done to. */
  before: string;
  after: string;
}

const plain: Record<ActivityName, string> = {
  "projects.task.created": "added",
  "projects.task.updated": "changed",
  "projects.task.moved": "moved",
  "projects.task.ended": "ended",
  "projects.task.reopened": "opened again",
  "projects.task.removed": "deleted",
  "projects.task.restored": "brought back",
  "projects.task.checklistChanged": "changed the checklist of",
  "projects.task.dependencyChanged": "changed what has to be done before",
  "projects.task.commented": "commented on",
  "projects.task.commentRemoved": "deleted a comment on",
  "projects.task.commentRestored": "brought back a comment on",
  "files.file.attached": "added a file to",
  "files.file.removed": "removed a file from",
  "files.file.restored": "brought back a file of",
  "projects.project.created": "started this project",
  "projects.project.updated": "changed the project",
  "projects.project.statusChanged": "changed the status of the project",
  "projects.project.membersChanged": "changed who is in the project",
  "projects.project.workflowChanged": "changed the workflow",
  "projects.project.planChanged": "changed the plan",
  "projects.project.removed": "deleted this project",
  "projects.project.restored": "brought this project back",
  "projects.import.completed": "imported",
  "projects.import.stopped": "stopped the import of",
  "projects.import.brokenOff": "could not go on with the import of",
  "projects.import.undone": "undid the import of",
};

const partWords: Record<PlanPart, string> = {
  milestone: "milestone",
  cycle: "cycle",
  customField: "field",
  intakeForm: "request form",
  taskTemplate: "task template",
};
const partActions = {
  created: "added",
  updated: "changed",
  removed: "removed",
  restored: "brought back",
  completed: "completed",
  ordered: "put in order",
} as const;
const endWords = { done: "completed", cancelled: "cancelled" } as const;
const itemActions = {
  added: "added",
  changed: "changed",
  ticked: "ticked off",
  unticked: "unticked",
  moved: "moved",
  removed: "removed",
} as const;

const named = (names: readonly string[]) => new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);

/** What somebody did, in words around the task or file that it was done to. */
export function wordsOf({ name, actor, task, detail }: ActivityEntry): Words {
  const before = plain[name];
  if (!detail) return { before, after: "" };
  switch (detail.kind) {
    case "changes":
      return wordsOfChanges(task !== null, detail);
    case "moved":
      if (detail.ended) return { before: endWords[detail.ended], after: "" };
      return { before, after: `to ${detail.to}` };
    case "ended":
      return { before: endWords[detail.ended], after: "" };
    case "checklist":
      return { before: `${itemActions[detail.action]} “${detail.text}” in`, after: "" };
    case "comment":
      return { before, after: "" };
    case "file":
      return { before: before.replace("a file", detail.name), after: task ? "" : "the project" };
    case "status":
      return { before: `set the project to ${statusLabels[detail.to]}`, after: "" };
    case "people":
      return { before: wordsOfPeople(actor?.name, detail), after: "" };
    case "part":
      return { before: wordsOfPart(detail), after: "" };
    case "import":
      return wordsOfImport(name, detail);
  }
}

type Of<Kind extends ActivityDetail["kind"]> = Extract<ActivityDetail, { kind: Kind }>;

function wordsOfImport(name: ActivityName, { count }: Of<"import">): Words {
  const before = plain[name];
  if (count === null) return { before, after: "" };
  if (name === "projects.import.completed") return { before: `imported ${tasksInWords(count)} from`, after: "" };
  return {
    before,
    after: name === "projects.import.undone" ? `and took ${tasksInWords(count)} away` : `after ${tasksInWords(count)}`,
  };
}

function wordsOfChanges(isOfTask: boolean, { changes }: Of<"changes">): Words {
  const of = isOfTask ? "of" : "of the project";
  // What may not be seen is left out, and something was changed all the same.
  if (changes.length === 0) return { before: isOfTask ? "changed" : "changed the project", after: "" };
  return { before: `changed ${fieldsInWords(changes)} ${of}`, after: "" };
}

function wordsOfPeople(actor: string | undefined, { names, role }: Of<"people">): string {
  const who = named(names) || "somebody";
  if (role) return `gave ${who} the role ${roleLabels[role]}`;
  return who === actor ? "left the project" : `took ${who} out of the project`;
}

function wordsOfPart({ part, name, action }: Of<"part">): string {
  if (action === "ordered") return `put the ${partWords[part]}s in another order`;
  return `${partActions[action]} the ${partWords[part]} ${name === null ? "" : `“${name}”`}`.trim();
}
