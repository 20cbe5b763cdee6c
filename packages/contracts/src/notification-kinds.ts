import type { z } from "zod";
import { approvalAsked, approvalDecided, approvalLate } from "./approvals/notice.ts";
import { accountAssigned } from "./crm/account.ts";
import { dealAssigned } from "./crm/deal.ts";
import { importFailed, importFinished } from "./crm/import.ts";
import { leadAssigned } from "./crm/lead.ts";
import { fileUnreadable } from "./files/file.ts";
import type { NotificationDefinition } from "./kernel/notification.ts";
import { directReceived, mentioned } from "./messaging/notice.ts";
import { inviteeJoined } from "./org/invitation.ts";
import { roleGiven } from "./org/member.ts";
import type { Permission } from "./permissions.ts";
import { taskImportFailed, taskImportFinished } from "./projects/import.ts";
import { taskAssigned, taskDiscussed, taskDueSoon, taskMentioned, taskProgressed } from "./projects/notice.ts";

/** Every kind of notification there is. A module adds its own here; the preferences list them in this order. */
export const notificationKinds: readonly NotificationDefinition<string, z.ZodType, Permission>[] = [
  directReceived,
  mentioned,
  taskAssigned,
  taskMentioned,
  taskDiscussed,
  taskProgressed,
  taskDueSoon,
  accountAssigned,
  dealAssigned,
  leadAssigned,
  importFinished,
  importFailed,
  taskImportFinished,
  taskImportFailed,
  fileUnreadable,
  approvalAsked,
  approvalDecided,
  approvalLate,
  roleGiven,
  inviteeJoined,
];

const byName = new Map(notificationKinds.map((kind) => [kind.name, kind]));

/** Undefined for a kind that a later or an earlier release knew. */
export const notificationKind = (name: string) => byName.get(name);
