import { idsInput } from "@steward/contracts";
import {
  createCustomFieldInput,
  listCustomFieldsInput,
  reorderCustomFieldsInput,
  updateCustomFieldInput,
} from "@steward/contracts/projects/custom-field";
import {
  createCustomField,
  listCustomFields,
  removeParts,
  reorderCustomFields,
  restoreCustomFields,
  updateCustomField,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What a project asks of its tasks besides. */
export const customFieldRouter = router({
  list: can("projects.project.read")
    .input(listCustomFieldsInput)
    .query(({ ctx, input }) => listCustomFields(ctx, input.projectId)),
  create: can("projects.project.write")
    .input(createCustomFieldInput)
    .mutation(({ ctx, input }) => createCustomField(ctx, input)),
  update: can("projects.project.write")
    .input(updateCustomFieldInput)
    .mutation(({ ctx, input }) => updateCustomField(ctx, input)),
  reorder: can("projects.project.write")
    .input(reorderCustomFieldsInput)
    .mutation(({ ctx, input }) => reorderCustomFields(ctx, input)),
  remove: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeParts(ctx, "customField", input.ids)),
  restore: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreCustomFields(ctx, input.ids)),
});
