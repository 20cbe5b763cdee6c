import { idsInput } from "@steward/contracts";
import { applyTagsInput, createTagInput, listTagsInput, updateTagInput } from "@steward/contracts/crm/tag";
import { applyTags, createTag, deleteTags, listTags, restoreTags, updateTag } from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const tagRouter = router({
  list: can("crm.tag.read")
    .input(listTagsInput)
    .query(({ ctx, input }) => listTags(ctx, input)),

  create: can("crm.tag.write")
    .input(createTagInput)
    .mutation(({ ctx, input }) => createTag(ctx, input)),
  update: can("crm.tag.write")
    .input(updateTagInput)
    .mutation(({ ctx, input }) => updateTag(ctx, input)),
  /** Takes the tags off every record too. */
  remove: can("crm.tag.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => deleteTags(ctx, input.ids)),
  restore: can("crm.tag.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreTags(ctx, input.ids)),
  /** Adds tags to many records of one kind and takes others off; answers with the inputs that take it back. */
  assign: can("crm.tag.apply")
    .input(applyTagsInput)
    .mutation(({ ctx, input }) => applyTags(ctx, input)),
});
