import { remindDeciders } from "@steward/contracts/approvals/overdue";
import { runImportJob } from "@steward/contracts/crm/import";
import { processFileJob } from "@steward/contracts/files/file";
import { departMember } from "@steward/contracts/messaging/conversation";
import { deliverNotifications, notificationsCreated } from "@steward/contracts/notifications/notification";
import { sendNotificationMailJob, sendPushJob } from "@steward/contracts/notifications/preference";
import { tellInviter } from "@steward/contracts/org/invitation";
import { tellDueSoon } from "@steward/contracts/projects/due-soon";
import { runTaskImportJob } from "@steward/contracts/projects/import";
import { departTimer } from "@steward/contracts/time/entry";
import type { Pusher } from "@steward/ports/push";
import type { ObjectStore } from "@steward/ports/storage";
import { remindOfOverdue } from "../approvals/index.ts";
import { abandonImport, runImport } from "../crm/index.ts";
import { processFile } from "../file-processing/index.ts";
import { handleEvent, handleJob, handleTenantSchedule, type JobHandler } from "../kernel/index.ts";
import { leaveAllConversations } from "../messaging/index.ts";
import { type LinkSite, planDelivery, sendNotificationMail, sendPush } from "../notifications/index.ts";
import { tellWhoInvited } from "../org/index.ts";
import { abandonTaskImport, runTaskImport, tellOfTasksDueSoon } from "../projects/index.ts";
import { endTimerOf } from "../time/index.ts";

/** What jobs reach beside the database. */
export interface JobMeans {
  readonly store: ObjectStore;
  /** Null where the installation tells no devices. */
  readonly pusher: Pusher | null;
  /** For links in what is sent. */
  readonly site: LinkSite;
}

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
    handleTenantSchedule(remindDeciders, (ctx, dueAt) => remindOfOverdue(ctx, dueAt)),
    handleTenantSchedule(tellDueSoon, (ctx, dueAt) => tellOfTasksDueSoon(ctx, dueAt)),
    handleEvent(departMember, (ctx, { entityId, createdAt }) => leaveAllConversations(ctx, entityId, createdAt)),
    handleEvent(departTimer, (ctx, { entityId, createdAt }) => endTimerOf(ctx, entityId, createdAt)),
  ];
}
