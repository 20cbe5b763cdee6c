import { configureIntakeInput, currentIntakeInput, submitIntakeInput } from "@steward/contracts/projects/intake";
import { configureIntake, currentIntake, submitIntake } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** How everybody asks something of a project without working in it. */
export const intakeRouter = router({
  current: can("projects.project.read")
    .input(currentIntakeInput)
    .query(({ ctx, input }) => currentIntake(ctx, input.projectId)),
  configure: can("projects.project.write")
    .input(configureIntakeInput)
    .mutation(({ ctx, input }) => configureIntake(ctx, input)),
  submit: can("projects.project.read")
    .input(submitIntakeInput)
    .mutation(({ ctx, input }) => submitIntake(ctx, input)),
});
