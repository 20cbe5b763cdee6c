export { type Context, createContext } from "./kernel/context.ts";
export { type ErrorData, toAppError, toTRPCError } from "./kernel/errors.ts";
export { countInstallation } from "./kernel/gate.ts";
export {
  createPlatform,
  type OpenPlatform,
  type Platform,
  type PlatformSettings,
  type RequestInfo,
} from "./kernel/platform.ts";
export type { ProcedureMeta } from "./kernel/procedure.ts";
export { type ListedProcedure, listProcedures, tenantProcedures } from "./kernel/procedure-list.ts";
export { stopLive } from "./live/hub.ts";
export { preferencesPageOf, unsubscribeByMail } from "./notifications/unsubscribe.ts";
export { answerCalendar } from "./projects/calendar.ts";
export { type AppRouter, appRouter, createCaller, liveOnlyRouter } from "./router.ts";
