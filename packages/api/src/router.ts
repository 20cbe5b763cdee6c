import { approvalsRouter } from "./approvals/index.ts";
import { authRouter } from "./auth/index.ts";
import { crmRouter } from "./crm/index.ts";
import { filesRouter } from "./files/index.ts";
import { createCallerFactory, router } from "./kernel/procedure.ts";
import { publishProcedures } from "./kernel/procedure-list.ts";
import { liveRouter } from "./live/index.ts";
import { messagingRouter } from "./messaging/index.ts";
import { notificationsRouter } from "./notifications/index.ts";
import { operatorRouter } from "./operator/index.ts";
import { orgRouter } from "./org/index.ts";
import { projectsRouter } from "./projects/index.ts";
import { timeRouter } from "./time/index.ts";
import { userRouter } from "./user/index.ts";

/** Every procedure there is. Routers stay eager: a lazy one would hide its procedures from the contract test. */
export const appRouter = router({
  auth: authRouter,
  crm: crmRouter,
  files: filesRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  messaging: messagingRouter,
  operator: operatorRouter,
  org: orgRouter,
  user: userRouter,
  projects: projectsRouter,
  time: timeRouter,
  approvals: approvalsRouter,
});

publishProcedures(appRouter);

/** What is served over WebSocket: nothing but what goes on. Everything else has its limits at the HTTP server. */
export const liveOnlyRouter = router({ live: liveRouter });

export type AppRouter = typeof appRouter;

/** Calls procedures in process, through the same guards as HTTP: `createCaller(createContext(platform, request))`. */
export const createCaller = createCallerFactory(appRouter);
