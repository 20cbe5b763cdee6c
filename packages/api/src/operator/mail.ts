import { idInput } from "@steward/contracts";
import { listMailInput } from "@steward/contracts/operator/mail";
import { getMail, listMail, retryMail } from "@steward/services/platform";
import { operatorProcedure, router } from "../kernel/procedure.ts";

/** The outbox: without a mail server it is where mail arrives. */
export const operatorMailRouter = router({
  list: operatorProcedure.input(listMailInput).query(({ ctx, input }) => listMail(ctx.console.db, input)),
  byId: operatorProcedure.input(idInput).query(({ ctx, input }) => getMail(ctx.console, input.id)),
  retry: operatorProcedure.input(idInput).mutation(({ ctx, input }) => retryMail(ctx.console, input.id)),
});
