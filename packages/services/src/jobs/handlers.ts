import { remindDeciders } from "@steward/contracts/approvals/overdue";
import { recountDeciders } from "@steward/contracts/approvals/recount";
import { runImportJob } from "@steward/contracts/crm/import";
import { processFileJob } from "@steward/contracts/files/file";
import { departMember } from "@steward/contracts/messaging/conversation";
import { forgetDevices } from "@steward/contracts/notifications/depart";
import { deliverNotifications, notificationsCreated } from "@steward/contracts/notifications/notification";
import { sendNotificationMailJob, sendPushJob } from "@steward/contracts/notifications/preference";
import { tellInviter } from "@steward/contracts/org/invitation";
import { memberLeft, memberRemoved } from "@steward/contracts/org/member";
import { departFromProjects, handOnLeads } from "@steward/contracts/projects/depart";
import { tellDueSoon } from "@steward/contracts/projects/due-soon";
import { runTaskImportJob } from "@steward/contracts/projects/import";
import { departTimer } from "@steward/contracts/time/entry";
import type { Pusher } from "@steward/ports/push";
import type { ObjectStore } from "@steward/ports/storage";
import { approvalHandlers } from "../approval-subjects/index.ts";
import { endDelegationsOf, recountRequests, remindOfOverdue } from "../approvals/index.ts";
import { abandonImport, runImport } from "../crm/index.ts";
import { processFile } from "../file-processing/index.ts";
import { handleEvent, handleJob, handleTenantSchedule, type JobHandler } from "../kernel/index.ts";
import { leaveAllConversations } from "../messaging/index.ts";
import {
  forgetDevicesOf,
  type LinkSite,
  planDelivery,
  sendNotificationMail,
  sendPush,
} from "../notifications/index.ts";
import { tellWhoInvited } from "../org/index.ts";
import {
  abandonTaskImport,
  findActingLeads,
  leaveAllProjects,
  runTaskImport,
  tellOfTasksDueSoon,
} from "../projects/index.ts";
import { endTimerOf } from "../time/index.ts";

/** What jobs reach beside the database. */
export interface JobMeans {
  readonly store: ObjectStore;
  /** Null where the installation tells no devices. */
  readonly pusher: Pusher | null;
  /** For links in what is sent. */
  readonly site: LinkSite;
}

const hasLeft: ReadonlySet<string> = new Set([memberRemoved.name, memberLeft.name]);

/** Every job the worker does. A module adds its own here. */
export function jobHandlers({ store, pusher, site }: JobMeans): readonly JobHandler[] {
  return [
    handleJob(
      runImportJob,
      (run, { importId }) => runImport(run, importId),
      (run, { importId }) => run.transaction((ctx) => abandonImport(ctx, importId)),
    ),
    handleJob(
      runTaskImportJob,
      (run, { importId }) => runTaskImport(run, importId),
      (run, { importId }) => run.transaction((ctx) => abandonTaskImport(ctx, importId)),
    ),
    handleJob(processFileJob, (run, { fileId }) => processFile(run, store, fileId)),
    handleEvent(deliverNotifications, (ctx, event) =>
      planDelivery(ctx, notificationsCreated.payload.parse(event.payload)),
    ),
    handleJob(sendNotificationMailJob, (run, due) => sendNotificationMail(run, site, due)),
    handleJob(sendPushJob, (run, due) => sendPush(run, pusher, site, due)),
    handleEvent(tellInviter, (ctx, event) => tellWhoInvited(ctx, event)),
    handleEvent(recountDeciders, async (ctx, { name, entityId, createdAt }) => {
      if (hasLeft.has(name)) await endDelegationsOf(ctx, entityId, createdAt);
      await recountRequests(ctx, approvalHandlers);
    }),
    handleEvent(departFromProjects, (ctx, { entityId: memberId, createdAt: at }) =>
      leaveAllProjects(ctx, { memberId, at }),
    ),
    handleEvent(handOnLeads, (ctx, { entityId }) => findActingLeads(ctx, entityId)),
    handleEvent(forgetDevices, (ctx, { entityId, createdAt }) => forgetDevicesOf(ctx, entityId, createdAt)),
    handleTenantSchedule(remindDeciders, async (ctx, dueAt) => {
      // Whoever asked while a decider was leaving was not seen by the event of that.
      await recountRequests(ctx, approvalHandlers);
      await remindOfOverdue(ctx, dueAt);
    }),
    handleTenantSchedule(tellDueSoon, (ctx, dueAt) => tellOfTasksDueSoon(ctx, dueAt)),
    handleEvent(departMember, (ctx, { entityId, createdAt }) => leaveAllConversations(ctx, entityId, createdAt)),
    handleEvent(departTimer, (ctx, { entityId, createdAt }) => endTimerOf(ctx, entityId, createdAt)),
  ];
}
