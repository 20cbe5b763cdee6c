import { authRouter } from "./auth/index.ts";
import { crmRouter } from "./crm/index.ts";
import { filesRouter } from "./files/index.ts";
import { createCallerFactory, router } from "./kernel/procedure.ts";
import { publishProcedures } from "./kernel/procedure-list.ts";
import { operatorRouter } from "./operator/index.ts";
import { orgRouter } from "./org/index.ts";
import { userRouter } from "./user/index.ts";

/** Every procedure there is. Routers stay eager: a lazy one would hide its procedures from the contract test. */
export const appRouter = router({
  auth: authRouter,
  crm: crmRouter,
  files: filesRouter,
  operator: operatorRouter,
  org: orgRouter,
  user: userRouter,
});

publishProcedures(appRouter);

export type AppRouter = typeof appRouter;

/** Calls procedures in process, through the same guards as HTTP: `createCaller(createContext(platform, request))`. */
export const createCaller = createCallerFactory(appRouter);
