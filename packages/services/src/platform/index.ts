export type { Membership } from "../kernel/index.ts";
export { openBus } from "./bus.ts";
export { type EventState, getEventState, type Replay, replayEvents } from "./event.ts";
export { readAhead } from "./event-ahead.ts";
export { type Backlog, readBacklog } from "./event-backlog.ts";
export {
  holdRelay,
  type RelayedBatch,
  type RelayOptions,
  type RelayState,
  relayBatch,
  relayState,
  releaseRelay,
} from "./event-relay.ts";
export { type SweptFiles, sweepFiles } from "./file-sweep.ts";
export { type PlatformMeans, platformHandlers } from "./handlers.ts";
export {
  type AcceptingContext,
  acceptInvitation,
  acceptOwnInvitation,
  type InvitationPreview,
  listOwnInvitations,
  type OwnInvitation,
  previewInvitation,
} from "./invitation.ts";
export { type DeadJob, listDeadJobs, retryDeadJob } from "./job.ts";
export { cancelJob, getJobPayload, type JobRunSummary, listJobRuns } from "./job-run.ts";
export { getMail, listMail, type MailDetail, type MailSummary, retryMail } from "./mail.ts";
export { type Caller, findOperator, resolveMembership } from "./membership.ts";
export { getHealth, type PlatformHealth, type QueueState } from "./operator-health.ts";
export type { OperatorContext } from "./operator-record.ts";
export { type ClosedOrganisation, getProfile, type OrganisationPlace, type Profile } from "./profile.ts";
export { updateProfile } from "./profile-update.ts";
export { askForDue, listSchedules, type ScheduleState } from "./schedule.ts";
export { listSecurityEvents, type PlatformSecurityEvent } from "./security-event.ts";
export {
  getTenant,
  listTenants,
  restoreTenantAsOperator,
  resumeTenant,
  suspendTenant,
  type TenantDetail,
  type TenantSummary,
} from "./tenant.ts";
export { createTenant, suggestAddress } from "./tenant-create.ts";
export { type PersonContext, purgeTenants, restoreTenant } from "./tenant-removal.ts";
export { runUpkeep, type Upkeep } from "./upkeep.ts";
export { disableUser, enableUser, listUsers, recordImpersonation, type UserSummary } from "./user.ts";
