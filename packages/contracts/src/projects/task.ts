import { z } from "zod";
import type { BadgeColour } from "../kernel/colour.ts";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema, idsInput, listInput } from "../kernel/list.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { changesSchema, daySchema, type MemberRef, type NamedRef, versionSchema } from "../kernel/record.ts";
import { type RichText, richTextSchema } from "../kernel/rich-text.ts";
import { lineSchema, nameSchema } from "../kernel/text.ts";
import type { ChecklistItem } from "./checklist.ts";

/** What a column of a project's workflow means; `done` and `cancelled` end a task. */
export const statusKinds = ["backlog", "todo", "inProgress", "review", "done", "cancelled"] as const;
export type StatusKind = (typeof statusKinds)[number];
export const endingKinds = ["done", "cancelled"] as const satisfies readonly StatusKind[];

/** By its number: sorts by urgency. */
export const priorities = ["none", "low", "medium", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

/** How two tasks depend on each other: which end of the first holds back which end of the second (PMBOK, PDM). */
export const dependencyTypes = ["FS", "SS", "FF", "SF"] as const;
export type DependencyType = (typeof dependencyTypes)[number];

export const customFieldKinds = ["text", "number", "date", "choice", "checkbox"] as const;
export type CustomFieldKind = (typeof customFieldKinds)[number];

export const taskPermissions = definePermissions("projects.task", {
  read: { description: "See the tasks of projects they may see", roles: staff },
  write: { description: "Add, change and move tasks of projects they work in", roles: staff },
  remove: { description: "Remove tasks and bring them back", roles: office },
  export: { description: "Export tasks", roles: office },
});

export const maxAssignees = 20;
export const maxTaskLabels = 20;
/** Subtasks of subtasks: more is a project of its own. */
export const maxSubtaskDepth = 5;

/** Without a project, tasks are sorted by `updatedAt` or `dueOn` only. */
export const taskSortFields = ["updatedAt", "createdAt", "title", "priority", "startOn", "dueOn"] as const;
/** Within a project also by what tasks say in one of its own fields, by the field's id; without an answer last. */
const ownFieldSortSchema = z.templateLiteral(["field:", idSchema]);
export const ownFieldSort = (id: string): z.infer<typeof ownFieldSortSchema> => `field:${id}`;

const idsOrNone = z.array(idOrNoneSchema).max(50);

/**
 * What tasks say in one of a project's own fields: a text in it, a box that is ticked or not, options (`none`: no answer), or
 * the ends of a range of days or numbers.
 */
const fieldConditionSchema = z.union([
  z.string().trim().min(1).max(200),
  z.boolean(),
  z.array(z.string().min(1).max(100)).min(1).max(101),
  z.strictObject({ from: daySchema, to: daySchema }).partial(),
  z.strictObject({ min: z.number(), max: z.number() }).partial(),
]);
export type FieldCondition = z.infer<typeof fieldConditionSchema>;
const maxFieldConditions = 10;

export const taskFilter = z.object({
  projectId: idSchema,
  statusId: z.array(idSchema).max(50),
  statusKind: z.array(z.enum(statusKinds)),
  priority: z.array(z.enum(priorities)),
  /** `none` among the ids finds tasks that nobody is to do; the same holds for labels, milestones, cycles and parents. */
  assigneeId: idsOrNone,
  labelId: idsOrNone,
  milestoneId: idsOrNone,
  cycleId: idsOrNone,
  parentId: idsOrNone,
  reporterId: z.array(idSchema).max(50),
  watcherId: z.array(idSchema).max(50),
  /** By the field's id. */
  customFields: z
    .record(idSchema, fieldConditionSchema)
    .refine((conditions) => Object.keys(conditions).length <= maxFieldConditions, {
      error: `Filter by at most ${maxFieldConditions} fields`,
    }),
  startOn: dayRangeSchema,
  dueOn: dayRangeSchema,
  createdAt: dayRangeSchema,
  /** Not done and not cancelled; `false`: one of both. */
  isOpen: z.boolean(),
  /** Open and due before today, by the organisation's calendar; `false` leaves these out. */
  isOverdue: z.boolean(),
  /** Without a day by which it is due. */
  isUndated: z.boolean(),
});
export type TaskFilter = Partial<z.infer<typeof taskFilter>>;

export const listTasksInput = listInput(taskSortFields, taskFilter, "desc").extend({
  sort: z
    .object({ field: z.union([z.enum(taskSortFields), ownFieldSortSchema]), direction: z.enum(["asc", "desc"]) })
    .default({ field: taskSortFields[0], direction: "desc" }),
});
export type ListTasksInput = z.infer<typeof listTasksInput>;

export const countTasksInput = listTasksInput.pick({ search: true, filter: true });
export type CountTasksInput = z.infer<typeof countTasksInput>;

/** Chunks are larger than pages: a file is written, not looked at. */
export const exportTasksInput = listTasksInput.extend({ limit: z.number().int().min(1).max(2000).default(1000) });
export type ExportTasksInput = z.infer<typeof exportTasksInput>;

const numberSchema = z.number().int().min(1).max(2_147_483_647);
/** `ACME-142`, in whatever case it was typed. */
export const taskKeySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,9}-[1-9][0-9]{0,8}$/, "Enter a key such as ACME-142");

/** By its id, by its number in a project, or by its key. */
export const taskByIdInput = z.union([
  idInput,
  z.object({ projectId: idSchema, number: numberSchema }),
  z.object({ key: taskKeySchema }),
]);
export type TaskByIdInput = z.infer<typeof taskByIdInput>;

/** What tasks say in a project's own fields, by the field's id. */
export const customValueSchema = z.union([z.string().max(2_000), z.number(), z.boolean()]).nullable();
export type CustomValue = z.infer<typeof customValueSchema>;
export const customValuesSchema = z.record(idSchema, customValueSchema);

const maxEstimateMinutes = 6_000_000;

const taskFields = {
  title: nameSchema("Say what is to be done", 500),
  description: richTextSchema.nullable(),
  priority: z.enum(priorities),
  /** The task it is a part of, in the same project. */
  parentId: idSchema.nullable(),
  milestoneId: idSchema.nullable(),
  cycleId: idSchema.nullable(),
  estimateMinutes: z.number().int().min(0).max(maxEstimateMinutes).nullable(),
  /** The first and the last day of the work on it. */
  startOn: daySchema.nullable(),
  dueOn: daySchema.nullable(),
  /** An RRULE (RFC 5545): when it is done, the next one begins. */
  recurrence: lineSchema(500),
  assigneeIds: z.array(idSchema).max(maxAssignees, `Name at most ${maxAssignees} people`),
  labelIds: z.array(idSchema).max(maxTaskLabels, `Use at most ${maxTaskLabels} labels`),
  /** Only the fields that are named change. */
  customFields: customValuesSchema,
};

export const createTaskInput = z
  .object({
    ...taskFields,
    projectId: idSchema,
    /** Left out: the first of the project's workflow that is open. It goes to the end of its column. */
    statusId: idSchema,
    /** Lines to tick off. */
    checklist: z.array(nameSchema("Say what is to be ticked off", 500)).max(100),
    /** What is left out is taken from there. */
    templateId: idSchema,
    /** The id in the system it came from. */
    externalRef: lineSchema(),
  })
  .partial()
  .required({ projectId: true, title: true });
export type CreateTaskInput = z.infer<typeof createTaskInput>;

/** Another status puts it at the end of that column; `move` says where. */
export const updateTaskInput = z
  .object({ ...taskFields, statusId: idSchema })
  .partial()
  .extend({ id: idSchema, version: versionSchema });
export type UpdateTaskInput = z.infer<typeof updateTaskInput>;

/**
 * Where in which column. Directly below `afterId`, if it is there (null: on top); else directly above `beforeId`, if that is
 * there; else at the end. A neighbour that has been moved away meanwhile is no error: whoever drags a card wants it dropped.
 */
export const moveTaskInput = idInput.extend({
  statusId: idSchema,
  afterId: idSchema.nullable().optional(),
  beforeId: idSchema.nullable().optional(),
});
export type MoveTaskInput = z.infer<typeof moveTaskInput>;

/** All of them or, where one refuses, none. */
export const updateManyTasksInput = idsInput.extend({
  statusId: idSchema.optional(),
  priority: taskFields.priority.optional(),
  milestoneId: taskFields.milestoneId.optional(),
  cycleId: taskFields.cycleId.optional(),
  estimateMinutes: taskFields.estimateMinutes.optional(),
  startOn: taskFields.startOn.optional(),
  dueOn: taskFields.dueOn.optional(),
  addAssigneeIds: taskFields.assigneeIds.optional(),
  removeAssigneeIds: taskFields.assigneeIds.optional(),
  addLabelIds: taskFields.labelIds.optional(),
  removeLabelIds: taskFields.labelIds.optional(),
});
export type UpdateManyTasksInput = z.infer<typeof updateManyTasksInput>;

/** What a bulk change did, and the inputs of the same procedure that take it back. */
export interface BulkTasksResult {
  count: number;
  undo: UpdateManyTasksInput[];
}

/** `eventId` names one of the task's history: its newest change of a kind that can be undone. */
export const undoTaskChangeInput = idInput.extend({ eventId: idSchema });
export type UndoTaskChangeInput = z.infer<typeof undoTaskChangeInput>;

export interface StatusRef extends NamedRef {
  kind: StatusKind;
}

export interface ProjectRef extends NamedRef {
  key: string;
}

export interface LabelRef extends NamedRef {
  colour: BadgeColour;
}

/** A task where it is only mentioned. */
export interface TaskRef {
  id: string;
  /** `ACME-142` */
  key: string;
  number: number;
  title: string;
  status: StatusRef;
}

/** A task as tables, boards and lists show it. Days are ISO dates. */
export interface TaskItem extends TaskRef {
  project: ProjectRef;
  priority: Priority;
  parent: { id: string; key: string; title: string } | null;
  milestone: NamedRef | null;
  cycle: NamedRef | null;
  reporter: MemberRef;
  assignees: MemberRef[];
  labels: LabelRef[];
  estimateMinutes: number | null;
  startOn: string | null;
  dueOn: string | null;
  /** Set while its status is one that ends a task. */
  closedAt: Date | null;
  isRecurring: boolean;
  subtaskCount: number;
  openSubtaskCount: number;
  checklistCount: number;
  checklistDoneCount: number;
  commentCount: number;
  /** Tasks that it waits for and that have not ended. */
  blockerCount: number;
  customFields: Record<string, CustomValue>;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** A task as its own page shows it. */
export interface TaskDetail extends TaskItem {
  description: RichText | null;
  recurrence: string | null;
  /** The one that this is the next occurrence of. */
  recurredFrom: { id: string; key: string } | null;
  externalRef: string | null;
  /** In their order. */
  subtasks: TaskRef[];
  checklist: ChecklistItem[];
  watchers: MemberRef[];
  isWatching: boolean;
  rights: { work: boolean; comment: boolean; lead: boolean };
}

/** One thing that happened to a task. */
export interface TaskHistoryEntry {
  id: string;
  /** `projects.task.updated` */
  name: string;
  /** Null where the system did it. */
  actor: MemberRef | null;
  at: Date;
  /** What changed, by field, with names in place of ids. */
  changes: { field: string; from: string | null; to: string | null }[];
  /** Whether `projects.task.undo` takes it back: nothing has touched these fields since. */
  canUndo: boolean;
}

const statusRef = z.object({ id: idSchema, name: z.string() });

export const taskCreated = defineEvent("projects.task.created", z.object({ key: z.string(), title: z.string() }));
/** What was written in a description is not in it, only that it changed; what it said before stands with the task, as `textId`. */
export const taskUpdated = defineEvent(
  "projects.task.updated",
  z.object({ changes: changesSchema, textId: idSchema.optional() }),
);
export const taskMoved = defineEvent("projects.task.moved", z.object({ from: statusRef, to: statusRef }));
/** Where it stands ends tasks from now on, or does no more; `closedAt` says when it had ended. */
export const taskEnded = defineEvent("projects.task.ended", z.object({ status: statusRef, how: z.enum(endingKinds) }));
export const taskReopened = defineEvent(
  "projects.task.reopened",
  z.object({ status: statusRef, closedAt: z.iso.datetime() }),
);
/** Its place in the column. */
export const taskRanked = defineEvent("projects.task.ranked", z.object({}));
export const taskRemoved = defineEvent("projects.task.removed", z.object({ key: z.string() }));
export const taskRestored = defineEvent("projects.task.restored", z.object({ key: z.string() }));
export const taskCommented = defineEvent("projects.task.commented", z.object({ commentId: idSchema }));
export const taskCommentEdited = defineEvent("projects.task.commentEdited", z.object({ commentId: idSchema }));
export const taskCommentRemoved = defineEvent("projects.task.commentRemoved", z.object({ commentId: idSchema }));
export const taskCommentRestored = defineEvent("projects.task.commentRestored", z.object({ commentId: idSchema }));
export const taskChecklistChanged = defineEvent(
  "projects.task.checklistChanged",
  z.object({ action: z.enum(["added", "changed", "ticked", "unticked", "moved", "removed"]), text: z.string() }),
);
export const taskWatched = defineEvent("projects.task.watched", z.object({ on: z.boolean() }));

/** Reasons this resource refuses with. */
export type TaskReason =
  | "task.assignee_elsewhere"
  | "task.custom_field_invalid"
  | "task.custom_field_missing"
  | "task.days_reversed"
  | "task.external_ref_taken"
  | "task.changed_since"
  | "task.not_undoable"
  | "task.other_projects"
  | "task.parent_elsewhere"
  | "task.parent_cycle"
  | "task.too_deep"
  | "task.recurrence_invalid"
  | "task.sort_needs_project"
  | "task.status_elsewhere";
