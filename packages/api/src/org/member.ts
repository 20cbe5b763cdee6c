import { requirePerson } from "@steward/auth";
import { idInput } from "@steward/contracts";
import { listMembersInput, updateMemberRoleInput } from "@steward/contracts/org/member";
import {
  disableMember,
  enableMember,
  getMember,
  leaveTenant,
  listMembers,
  removeMember,
  updateMemberRole,
} from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const memberRouter = router({
  list: can("org.member.read")
    .input(listMembersInput)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  byId: can("org.member.read")
    .input(idInput)
    .query(({ ctx, input }) => getMember(ctx, input.id)),

  updateRole: can("org.member.manage")
    .input(updateMemberRoleInput)
    .mutation(({ ctx, input }) => updateMemberRole(ctx, input)),
  disable: can("org.member.manage")
    .input(idInput)
    .mutation(({ ctx, input }) => disableMember(ctx, input.id)),
  enable: can("org.member.manage")
    .input(idInput)
    .mutation(({ ctx, input }) => enableMember(ctx, input.id)),
  remove: can("org.member.manage")
    .input(idInput)
    .mutation(({ ctx, input }) => removeMember(ctx, input.id)),
  /** The caller's own membership. */
  leave: can("org.member.leave")
    .input(z.void())
    .mutation(async ({ ctx }) => {
      requirePerson(await ctx.identity());
      return leaveTenant(ctx);
    }),
});
