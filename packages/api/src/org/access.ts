import { explainAccessInput } from "@steward/contracts/org/access";
import { explainAccess, getAccessMatrix } from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";
import { publishedProcedures } from "../kernel/procedure-list.ts";

export const accessRouter = router({
  /** Why a member may, or may not, call a procedure. */
  explain: can("org.access.read")
    .input(explainAccessInput)
    .query(({ ctx, input }) => explainAccess(ctx, input, publishedProcedures())),
  /** Every procedure of an organisation against every role of this one. */
  matrix: can("org.access.read")
    .input(z.void())
    .query(({ ctx }) => getAccessMatrix(ctx, publishedProcedures())),
});
