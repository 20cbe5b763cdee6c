import { idInput } from "@steward/contracts";
import { createSavedViewInput, listSavedViewsInput, updateSavedViewInput } from "@steward/contracts/org/saved-view";
import { createSavedView, listSavedViews, removeSavedView, updateSavedView } from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";

export const savedViewRouter = router({
  list: can("org.savedView.read")
    .input(listSavedViewsInput)
    .query(({ ctx, input }) => listSavedViews(ctx, input.address)),

  create: can("org.savedView.write")
    .input(createSavedViewInput)
    .mutation(({ ctx, input }) => createSavedView(ctx, input)),

  update: can("org.savedView.write")
    .input(updateSavedViewInput)
    .mutation(({ ctx, input }) => updateSavedView(ctx, input)),

  remove: can("org.savedView.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeSavedView(ctx, input.id)),
});
