export const taskImportFieldNames = [
  "title",
  "externalRef",
  "internalRef",
  "description",
  "status",
  "priority",
  "assignee",
  "label",
  "startOn",
  "dueOn",
  "estimate",
  "estimateSeconds",
  "parentRef",
  "blocks",
  "blockedBy",
  "checklist",
  "comment",
  "cycle",
  "statusCategory",
  "resolution",
  "worklog",
  "attachment",
  "own",
  "note",
] as const;
export type TaskImportFieldName = (typeof taskImportFieldNames)[number];

/** One field that a column may fill. */
export interface TaskImportField {
  readonly name: TaskImportFieldName;
  readonly label: string;
  /** Whether several columns may fill it, one value each. */
  readonly many: boolean;
  /** Headers that mean this field, as `headerWords` spells them. The label counts without saying so. */
  readonly headers: readonly string[];
}

const field = (name: TaskImportFieldName, label: string, headers: string, many = false): TaskImportField => ({
  name,
  label,
  many,
  headers: headers.split(", "),
});

/**
 * What a column of a file may become. Jira's headers are among them: those of its older exports ("Issue key") and of
 * those that call an issue a work item. `Custom field (…)`, as it says around fields that somebody made up, is not looked at. A link is outward where the row's own issue does what its type says.
 */
export const taskImportFields: readonly TaskImportField[] = [
  field("title", "Title", "summary, name, task, task name, subject"),
  field("externalRef", "Reference", "issue key, work item key, key, id, task id, reference, ref, external id"),
  field("internalRef", "Second reference", "issue id, work item id, epic name", true),
  field("description", "Description", "notes, details, body"),
  field("status", "Status", "state, column, list, stage, section"),
  field("priority", "Priority", "importance, urgency"),
  field("assignee", "Assignee", "assignees, assigned to, owner, responsible, assignee email", true),
  field("label", "Label", "labels, tag, tags, component, components, component s", true),
  field("startOn", "Start", "start date, starts on, begins"),
  field("dueOn", "Due", "due date, deadline, due on, end date, finish"),
  field("estimate", "Estimate", "estimated time, estimated hours, hours, duration"),
  field("estimateSeconds", "Estimate in seconds", "original estimate"),
  field("parentRef", "Parent", "parent id, parent key, parent issue, epic link", true),
  field("blocks", "Blocks", "outward issue link blocks, blocking", true),
  field("blockedBy", "Blocked by", "inward issue link blocks, depends on, predecessors", true),
  field("checklist", "Checklist", "checklist items, subtasks", true),
  field("comment", "Comment", "comments", true),
  field("cycle", "Cycle", "cycles, sprint, sprints, iteration", true),
  field("statusCategory", "What the status means", "status category"),
  field("resolution", "How it ended", "resolution"),
  field("worklog", "Time logged (becomes a comment)", "log work, worklog, worklogs", true),
  field("attachment", "File (becomes a link)", "attachment, attachments", true),
  field("own", "Field of the project", "story points, story point estimate, points", true),
  field(
    "note",
    "Line in the description",
    "issue type, work type, reporter, created, resolved, environment, time spent, fix version s, fix versions, affects version s, affects versions",
    true,
  ),
];

export const taskImportField = (name: string): TaskImportField | undefined =>
  taskImportFields.find((each) => each.name === name);
