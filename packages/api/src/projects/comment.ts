import { idInput } from "@steward/contracts";
import { createCommentInput, listCommentsInput, updateCommentInput } from "@steward/contracts/projects/comment";
import { createComment, listComments, removeComment, restoreComment, updateComment } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What is said about a task. Whoever sees tasks may take part where they have a place in the project. */
export const commentRouter = router({
  list: can("projects.task.read")
    .input(listCommentsInput)
    .query(({ ctx, input }) => listComments(ctx, input)),
  create: can("projects.task.read")
    .input(createCommentInput)
    .mutation(({ ctx, input }) => createComment(ctx, input)),
  update: can("projects.task.read")
    .input(updateCommentInput)
    .mutation(({ ctx, input }) => updateComment(ctx, input)),
  remove: can("projects.task.read")
    .input(idInput)
    .mutation(({ ctx, input }) => removeComment(ctx, input.id)),
  restore: can("projects.task.read")
    .input(idInput)
    .mutation(({ ctx, input }) => restoreComment(ctx, input.id)),
});
