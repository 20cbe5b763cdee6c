import { idInput, idsInput } from "@steward/contracts";
import {
  countLabelsInput,
  createLabelInput,
  listLabelsInput,
  updateLabelInput,
} from "@steward/contracts/projects/label";
import {
  countLabels,
  createLabel,
  getLabel,
  listLabels,
  removeLabels,
  restoreLabels,
  updateLabel,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

export const labelRouter = router({
  list: can("projects.label.read")
    .input(listLabelsInput)
    .query(({ ctx, input }) => listLabels(ctx, input)),
  count: can("projects.label.read")
    .input(countLabelsInput)
    .query(({ ctx, input }) => countLabels(ctx, input)),
  byId: can("projects.label.read")
    .input(idInput)
    .query(({ ctx, input }) => getLabel(ctx, input.id)),

  create: can("projects.label.write")
    .input(createLabelInput)
    .mutation(({ ctx, input }) => createLabel(ctx, input)),
  update: can("projects.label.write")
    .input(updateLabelInput)
    .mutation(({ ctx, input }) => updateLabel(ctx, input)),
  remove: can("projects.label.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeLabels(ctx, input.ids)),
  restore: can("projects.label.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreLabels(ctx, input.ids)),
});
