export {
  type AccessDecision,
  type AccessSubject,
  accessRefused,
  decide,
  permissionsHeld,
  permissionsOfRole,
  standingAgainst,
} from "./access.ts";
export { awayFrom, type BinState, isIn } from "./bin.ts";
export { insertMany, updateMany } from "./bulk.ts";
export { type BulkResult, givenFields, previousValues } from "./bulk-undo.ts";
export { dayIn, monthStart, today } from "./calendar.ts";
export { changesOf } from "./changes.ts";
export {
  type Actor,
  type EventCause,
  type RequestSource,
  requirePermission,
  type ServiceContext,
  type TenantInfo,
} from "./context.ts";
export { type EmitContext, emit, emitMany, recordCall } from "./emit.ts";
export { anyIdOf, containsText, withinDays } from "./filters.ts";
export { findAnswer, idempotencyId, type KeyedCall, keepAnswer, takeKey } from "./idempotency.ts";
export {
  type EnqueueOptions,
  type EventContext,
  type EventHandler,
  enqueue,
  handleEvent,
  handleJob,
  type JobHandler,
  type JobRun,
  jobEnvelope,
  type StoredEvent,
  tenantJobEnvelope,
} from "./job.ts";
export { type ActingBy, isActiveMember, type Membership, type MembershipRows, membershipOf } from "./membership.ts";
export { idOfText } from "./name-id.ts";
export { isLivingDevice, type Notice, notify, notifyMany, settleNotifications } from "./notify.ts";
export { ownRows } from "./own-rows.ts";
export { redactInput } from "./redact.ts";
export { memberIdsIn, namesOf, withNames } from "./rich-text.ts";
export {
  handlePlatformSchedule,
  handleTenantSchedule,
  type PlatformRun,
  type PlatformScheduleHandler,
  type ScheduleContext,
  type TenantScheduleHandler,
} from "./schedule.ts";
export { refuseTaken } from "./taken.ts";
