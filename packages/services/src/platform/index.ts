export type { Membership } from "../kernel/index.ts";
export { type Caller, getProfile, isOperator, type Profile, resolveMembership } from "./membership.ts";
export { listTenants, type TenantSummary } from "./tenant.ts";
