import { openImpersonation } from "@steward/auth";
import { idInput } from "@steward/contracts";
import { impersonateInput } from "@steward/contracts/auth/session";
import { disableUserInput, listUsersInput } from "@steward/contracts/operator/user";
import { disableUser, enableUser, listUsers, recordImpersonation } from "@steward/services/platform";
import { authSourceOf } from "../kernel/auth-source.ts";
import { operatorProcedure, router } from "../kernel/procedure.ts";

export const operatorUserRouter = router({
  list: operatorProcedure.input(listUsersInput).query(({ ctx, input }) => listUsers(ctx.console.db, input)),
  disable: operatorProcedure.input(disableUserInput).mutation(({ ctx, input }) => disableUser(ctx.console, input)),
  enable: operatorProcedure.input(idInput).mutation(({ ctx, input }) => enableUser(ctx.console, input.id)),

  /** Answers a ticket that a browser turns into a session in that person's name, once and within a minute. */
  impersonate: operatorProcedure.input(impersonateInput).mutation(({ ctx, input }) =>
    openImpersonation(ctx.platform, {
      ...input,
      operator: ctx.user,
      source: authSourceOf(ctx.request),
      alongside: (db) => recordImpersonation({ ...ctx.console, db }, input),
    }),
  ),
});
