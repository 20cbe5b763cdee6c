import { listTenants } from "@steward/services/platform";
import { z } from "zod";
import { operatorProcedure, router } from "../kernel/procedure.ts";

/** The platform's own console. */
export const operatorRouter = router({
  tenant: router({
    list: operatorProcedure.input(z.void()).query(({ ctx }) => listTenants(ctx.platform.system)),
  }),
});
