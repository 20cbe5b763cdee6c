import { idInput } from "@steward/contracts";
import {
  createChecklistItemInput,
  moveChecklistItemInput,
  updateChecklistItemInput,
} from "@steward/contracts/projects/checklist";
import {
  createChecklistItem,
  moveChecklistItem,
  removeChecklistItem,
  updateChecklistItem,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** A task's lines to tick off; each answers with all of them. */
export const checklistRouter = router({
  create: can("projects.task.write")
    .input(createChecklistItemInput)
    .mutation(({ ctx, input }) => createChecklistItem(ctx, input)),
  update: can("projects.task.write")
    .input(updateChecklistItemInput)
    .mutation(({ ctx, input }) => updateChecklistItem(ctx, input)),
  move: can("projects.task.write")
    .input(moveChecklistItemInput)
    .mutation(({ ctx, input }) => moveChecklistItem(ctx, input)),
  remove: can("projects.task.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeChecklistItem(ctx, input.id)),
});
