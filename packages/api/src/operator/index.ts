import { listSecurityEventsInput } from "@steward/contracts/operator/security-event";
import { getHealth, listSecurityEvents } from "@steward/services/platform";
import { z } from "zod";
import { operatorProcedure, router } from "../kernel/procedure.ts";
import { operatorEventRouter } from "./event.ts";
import { operatorJobRouter } from "./job.ts";
import { operatorMailRouter } from "./mail.ts";
import { operatorTenantRouter } from "./tenant.ts";
import { operatorUserRouter } from "./user.ts";

/** The platform's own console: who uses it and how it is doing, never what organisations keep. */
export const operatorRouter = router({
  health: router({
    current: operatorProcedure.input(z.void()).query(({ ctx }) => getHealth(ctx.console.db)),
  }),
  event: operatorEventRouter,
  job: operatorJobRouter,
  mail: operatorMailRouter,
  securityEvent: router({
    list: operatorProcedure
      .input(listSecurityEventsInput)
      .query(({ ctx, input }) => listSecurityEvents(ctx.console.db, input)),
  }),
  tenant: operatorTenantRouter,
  user: operatorUserRouter,
});
