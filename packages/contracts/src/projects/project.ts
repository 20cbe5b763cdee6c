import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema, listInput } from "../kernel/list.ts";
import { amountMinorSchema, currencySchema } from "../kernel/money.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { dayRangeSchema, idOrNoneSchema } from "../kernel/range.ts";
import { changesSchema, daySchema, type MemberRef, type NamedRef, versionSchema } from "../kernel/record.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";
import type { StatusItem } from "./status.ts";

/** What becomes of a project. Archived ones are kept out of lists and cannot be changed until they are taken back. */
export const projectStatuses = ["planned", "active", "onHold", "completed", "archived"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** `organisation`: everybody who may see projects. `private`: its members alone; to others it is not there. */
export const projectVisibilities = ["organisation", "private"] as const;
export type ProjectVisibility = (typeof projectVisibilities)[number];

/** What somebody may do in one project: run it, work in it, or look on. */
export const projectRoles = ["lead", "member", "viewer"] as const;
export type ProjectRole = (typeof projectRoles)[number];

export const projectPermissions = definePermissions("projects.project", {
  read: { description: "See projects that are not private, and those they belong to", roles: staff },
  write: { description: "Start projects, and change those they lead", roles: office },
  manage: { description: "Change any project that they may see", roles: ["owner", "admin", "manager", "productOwner"] },
  remove: { description: "Remove projects they lead and bring them back", roles: office },
});

/** People in one project; an end to what a script adds. */
export const maxProjectMembers = 500;

export const projectSortFields = ["name", "createdAt", "updatedAt", "dueOn"] as const;

export const projectFilter = z.object({
  /** Left out: all but archived ones. */
  status: z.array(z.enum(projectStatuses)),
  visibility: z.enum(projectVisibilities),
  ownerId: z.array(idSchema).max(50),
  /** Projects that one of these belongs to. */
  memberId: z.array(idSchema).max(50),
  accountId: z.array(idOrNoneSchema).max(50),
  dueOn: dayRangeSchema,
  /** Left out: projects, not templates. */
  isTemplate: z.boolean(),
});

export const listProjectsInput = listInput(projectSortFields, projectFilter);
export type ListProjectsInput = z.infer<typeof listProjectsInput>;

export const countProjectsInput = listProjectsInput.pick({ search: true, filter: true });
export type CountProjectsInput = z.infer<typeof countProjectsInput>;

/** What the tasks' keys begin with: the ACME of ACME-142. */
export const projectKeySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, "Use two to ten letters and digits, beginning with a letter");

const maxMinutes = 60_000_000;
export const minutesSchema = z.number().int().min(0).max(maxMinutes);

const projectFields = {
  name: nameSchema("Name the project"),
  description: textSchema(),
  visibility: z.enum(projectVisibilities),
  /** Left out: the person who starts it. */
  ownerId: idSchema,
  /** The client. */
  accountId: idSchema.nullable(),
  startOn: daySchema.nullable(),
  dueOn: daySchema.nullable(),
  budgetMinutes: minutesSchema.nullable(),
  budgetMinor: amountMinorSchema.min(0, "Enter an amount of at least nothing").nullable(),
  /** Left out: the organisation's. */
  currency: currencySchema,
  /** What an hour is billed at, where the member's own rate says nothing else. */
  hourlyRateMinor: amountMinorSchema.min(0, "Enter an amount of at least nothing").nullable(),
  /** Whose working days it is planned by; null: the organisation's default. */
  calendarId: idSchema.nullable(),
};

const memberPlaceSchema = z.object({
  memberId: idSchema,
  role: z.enum(projectRoles).default("member"),
  /** What an hour of theirs is billed at here; null: the project's rate. */
  hourlyRateMinor: amountMinorSchema.min(0).nullable().optional(),
});

/** Who starts a project leads it, and so does its owner. */
export const createProjectInput = z
  .object({
    ...projectFields,
    /** Left out: made from the name. */
    key: projectKeySchema,
    status: z.enum(projectStatuses).exclude(["archived"]),
    isTemplate: z.boolean(),
    members: z.array(memberPlaceSchema).max(100),
  })
  .partial()
  .required({ name: true });
export type CreateProjectInput = z.infer<typeof createProjectInput>;

/** A new project like another one, usually a template: its workflow, tasks, checklists, dependencies and fields. */
export const createFromTemplateInput = z.object({
  templateId: idSchema,
  name: projectFields.name,
  key: projectKeySchema.optional(),
  /** The day that the template's first day becomes; all others keep their distance in working days. */
  startOn: daySchema,
  ownerId: idSchema.optional(),
  accountId: idSchema.nullish(),
  visibility: z.enum(projectVisibilities).optional(),
  isTemplate: z.boolean().default(false),
});
export type CreateFromTemplateInput = z.infer<typeof createFromTemplateInput>;

/** The status changes by `setStatus` alone. */
export const updateProjectInput = z
  .object({ ...projectFields, key: projectKeySchema })
  .partial()
  .extend({
    id: idSchema,
    version: versionSchema,
  });
export type UpdateProjectInput = z.infer<typeof updateProjectInput>;

export const setProjectStatusInput = idInput.extend({ status: z.enum(projectStatuses), version: versionSchema });
export type SetProjectStatusInput = z.infer<typeof setProjectStatusInput>;

export const listProjectMembersInput = z.object({ projectId: idSchema });

/** Adds people, or gives those who are in it another role or rate. */
export const setProjectMembersInput = z.object({
  projectId: idSchema,
  members: z.array(memberPlaceSchema).min(1).max(100),
});
export type SetProjectMembersInput = z.infer<typeof setProjectMembersInput>;

export const removeProjectMemberInput = z.object({ projectId: idSchema, memberId: idSchema });
export type RemoveProjectMemberInput = z.infer<typeof removeProjectMemberInput>;

/** A project as lists show it. Days are ISO dates. */
export interface ProjectItem {
  id: string;
  key: string;
  name: string;
  status: ProjectStatus;
  visibility: ProjectVisibility;
  isTemplate: boolean;
  owner: MemberRef;
  account: NamedRef | null;
  startOn: string | null;
  dueOn: string | null;
  /** Its tasks, and those of them that have not ended. */
  taskCount: number;
  openTaskCount: number;
  memberCount: number;
  /** The caller's place; null where they are not in it. */
  role: ProjectRole | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** What the caller may do in a project, for the screens to offer; the server asks again. */
export interface ProjectRights {
  /** Add, change and move tasks. */
  work: boolean;
  /** Settings, members, workflow, plan. */
  lead: boolean;
  comment: boolean;
}

/** A project as its own pages show it. */
export interface ProjectDetail extends ProjectItem {
  description: string | null;
  budgetMinutes: number | null;
  /** Null for those who do not lead it, as are rates. */
  budgetMinor: number | null;
  currency: string;
  hourlyRateMinor: number | null;
  calendarId: string | null;
  /** In order. */
  statuses: StatusItem[];
  rights: ProjectRights;
}

export interface ProjectMemberItem extends MemberRef {
  email: string;
  role: ProjectRole;
  hourlyRateMinor: number | null;
  /** Left the organisation, or was disabled there. */
  isGone: boolean;
}

export const projectCreated = defineEvent("projects.project.created", z.object({ name: z.string(), key: z.string() }));
export const projectUpdated = defineEvent("projects.project.updated", z.object({ changes: changesSchema }));
export const projectStatusChanged = defineEvent(
  "projects.project.statusChanged",
  z.object({ from: z.enum(projectStatuses), to: z.enum(projectStatuses) }),
);
export const projectRemoved = defineEvent("projects.project.removed", z.object({ key: z.string() }));
export const projectRestored = defineEvent("projects.project.restored", z.object({ key: z.string() }));
export const projectMembersChanged = defineEvent(
  "projects.project.membersChanged",
  z.object({ memberIds: z.array(idSchema), role: z.enum(projectRoles).nullable() }),
);
/** Its columns: what they are called, their order, their limits. */
export const projectWorkflowChanged = defineEvent(
  "projects.project.workflowChanged",
  z.object({ changes: changesSchema }),
);

/** What a project is planned by, besides its tasks. */
export const planParts = ["milestone", "cycle", "customField", "intakeForm", "taskTemplate"] as const;
export type PlanPart = (typeof planParts)[number];
export const projectPlanChanged = defineEvent(
  "projects.project.planChanged",
  z.object({
    part: z.enum(planParts),
    partId: idSchema,
    action: z.enum(["created", "updated", "removed", "restored", "completed", "ordered"]),
    changes: changesSchema.default({}),
  }),
);

/** Reasons this resource refuses with. */
export type ProjectReason =
  | "project.archived"
  | "project.days_reversed"
  | "project.key_taken"
  | "project.last_lead"
  | "project.not_a_lead"
  | "project.not_a_worker"
  | "project.too_many_members";
