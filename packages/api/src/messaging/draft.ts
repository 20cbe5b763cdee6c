import { draftPlaceInput, saveDraftInput } from "@steward/contracts/messaging/draft";
import { getDraft, listDrafts, saveDraft } from "@steward/services/messaging";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** What the caller has begun to write. */
export const draftRouter = router({
  list: can("messaging.message.write")
    .input(z.void())
    .query(({ ctx }) => listDrafts(ctx)),
  get: can("messaging.message.write")
    .input(draftPlaceInput)
    .query(({ ctx, input }) => getDraft(ctx, input)),
  save: can("messaging.message.write")
    .input(saveDraftInput)
    .mutation(({ ctx, input }) => saveDraft(ctx, input)),
});
