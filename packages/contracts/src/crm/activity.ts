import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, office } from "../kernel/permission.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";
import { changesSchema, versionSchema } from "./record.ts";

export const activityKinds = ["call", "email", "meeting", "note", "task"] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const activityPermissions = definePermissions("crm.activity", {
  read: { description: "See calls, e-mails, meetings, notes and tasks", roles: office },
  write: { description: "Log activities and complete tasks", roles: office },
  remove: { description: "Remove activities and bring them back", roles: office },
});

export const activityFilter = z.object({
  accountId: idSchema,
  contactId: idSchema,
  dealId: idSchema,
  leadId: idSchema,
  ownerId: z.array(idSchema).max(50),
  kind: z.array(z.enum(activityKinds)),
});

export const listActivitiesInput = listInput(["occursAt", "createdAt"], activityFilter, "desc");
export type ListActivitiesInput = z.infer<typeof listActivitiesInput>;

export const countActivitiesInput = listActivitiesInput.pick({ search: true, filter: true });
export type CountActivitiesInput = z.infer<typeof countActivitiesInput>;

/** Where what is due stands today, by the organisation's calendar. */
export const taskBuckets = ["overdue", "today", "upcoming", "done"] as const;
export type TaskBucket = (typeof taskBuckets)[number];

export const listTasksInput = z.object({
  bucket: z.enum(taskBuckets),
  /** Left out: the caller's own. `null`: everybody's. */
  ownerId: idSchema.nullish(),
  cursor: z.string().max(1000).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListTasksInput = z.infer<typeof listTasksInput>;

export const countTasksInput = listTasksInput.pick({ ownerId: true });
export type CountTasksInput = z.infer<typeof countTasksInput>;

/** A point in time; clients without a richer wire format send RFC 3339. */
const instantSchema = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

const activityFields = {
  kind: z.enum(activityKinds),
  subject: nameSchema("Say in a few words what it is about"),
  body: textSchema(),
  occursAt: instantSchema,
  durationMinutes: z.number().int().min(0).max(1440, "An activity lasts at most a day").nullable(),
  dueAt: instantSchema.nullable(),
  ownerId: idSchema.nullable(),
  accountId: idSchema.nullable(),
  contactId: idSchema.nullable(),
  dealId: idSchema.nullable(),
  leadId: idSchema.nullable(),
};

export const createActivityInput = z.object(activityFields).partial().required({ kind: true, subject: true });
export type CreateActivityInput = z.infer<typeof createActivityInput>;

export const updateActivityInput = z.object(activityFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateActivityInput = z.infer<typeof updateActivityInput>;

/** `done: false` opens it again. */
export const completeActivityInput = z.object({ id: idSchema, done: z.boolean().default(true) });
export type CompleteActivityInput = z.infer<typeof completeActivityInput>;

export const activityCreated = defineEvent(
  "crm.activity.created",
  z.object({ kind: z.enum(activityKinds), subject: z.string() }),
);
export const activityUpdated = defineEvent("crm.activity.updated", z.object({ changes: changesSchema }));
export const activityCompleted = defineEvent("crm.activity.completed", z.object({ subject: z.string() }));
export const activityReopened = defineEvent("crm.activity.reopened", z.object({ subject: z.string() }));
export const activityRemoved = defineEvent("crm.activity.removed", z.object({ subject: z.string() }));
export const activityRestored = defineEvent("crm.activity.restored", z.object({ subject: z.string() }));
