import { idInput } from "@steward/contracts";
import { createDelegationInput, listDelegationsInput } from "@steward/contracts/approvals/delegation";
import { createDelegation, listDelegations, removeDelegation } from "@steward/services/approvals";
import { can, router } from "../kernel/procedure.ts";

export const delegationRouter = router({
  list: can("approvals.request.decide")
    .input(listDelegationsInput)
    .query(({ ctx }) => listDelegations(ctx)),
  create: can("approvals.request.decide")
    .input(createDelegationInput)
    .mutation(({ ctx, input }) => createDelegation(ctx, input)),
  remove: can("approvals.request.decide")
    .input(idInput)
    .mutation(({ ctx, input }) => removeDelegation(ctx, input.id)),
});
