import { getProfile } from "@steward/services/platform";
import { z } from "zod";
import { router, userProcedure } from "../kernel/procedure.ts";
import { securityEventRouter } from "./security-event.ts";
import { impersonationRouter, sessionRouter } from "./session.ts";

/** The signed-in person, whatever the organisation. */
export const userRouter = router({
  me: userProcedure.input(z.void()).query(({ ctx }) => getProfile(ctx.platform.system, ctx.user.userId)),
  session: sessionRouter,
  impersonation: impersonationRouter,
  securityEvent: securityEventRouter,
});
