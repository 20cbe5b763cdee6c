import { idInput, idsInput } from "@steward/contracts";
import {
  countProjectsInput,
  createFromTemplateInput,
  createProjectInput,
  listProjectMembersInput,
  listProjectsInput,
  removeProjectMemberInput,
  setProjectMembersInput,
  setProjectStatusInput,
  updateProjectInput,
} from "@steward/contracts/projects/project";
import {
  countProjects,
  createFromTemplate,
  createProject,
  getProject,
  listProjectMembers,
  listProjects,
  removeProjectMember,
  removeProjects,
  restoreProjects,
  setProjectMembers,
  setProjectStatus,
  updateProject,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What is worked on, and by whom. */
export const projectRouter = router({
  list: can("projects.project.read")
    .input(listProjectsInput)
    .query(({ ctx, input }) => listProjects(ctx, input)),
  count: can("projects.project.read")
    .input(countProjectsInput)
    .query(({ ctx, input }) => countProjects(ctx, input)),
  byId: can("projects.project.read")
    .input(idInput)
    .query(({ ctx, input }) => getProject(ctx, input.id)),

  create: can("projects.project.write")
    .input(createProjectInput)
    .mutation(({ ctx, input }) => createProject(ctx, input)),
  createFromTemplate: can("projects.project.write")
    .input(createFromTemplateInput)
    .mutation(({ ctx, input }) => createFromTemplate(ctx, input)),
  update: can("projects.project.write")
    .input(updateProjectInput)
    .mutation(({ ctx, input }) => updateProject(ctx, input)),
  setStatus: can("projects.project.write")
    .input(setProjectStatusInput)
    .mutation(({ ctx, input }) => setProjectStatus(ctx, input)),
  remove: can("projects.project.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeProjects(ctx, input.ids)),
  restore: can("projects.project.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreProjects(ctx, input.ids)),

  members: router({
    list: can("projects.project.read")
      .input(listProjectMembersInput)
      .query(({ ctx, input }) => listProjectMembers(ctx, input.projectId)),
    set: can("projects.project.write")
      .input(setProjectMembersInput)
      .mutation(({ ctx, input }) => setProjectMembers(ctx, input)),
    /** Anybody may leave. */
    remove: can("projects.project.read")
      .input(removeProjectMemberInput)
      .mutation(({ ctx, input }) => removeProjectMember(ctx, input)),
  }),
});
