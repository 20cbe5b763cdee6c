export { dayIn, monthStart, today } from "./calendar.ts";
export { type Actor, requirePermission, type ServiceContext, type TenantInfo } from "./context.ts";
export { emit, emitMany } from "./emit.ts";
