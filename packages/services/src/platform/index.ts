export { getProfile, isOperator, type Membership, type Profile, resolveMembership } from "./membership.ts";
export { listTenants, type TenantSummary } from "./tenant.ts";
