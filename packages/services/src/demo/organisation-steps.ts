import { randomBytes } from "node:crypto";
import { createApiKeySecret } from "@steward/auth";
import { invitationCreated } from "@steward/contracts/org/invitation";
import { invitation } from "@steward/db/schema";
import { emitMany, permissionsOfRole } from "../kernel/index.ts";
import {
  addDivisionMember,
  createApiKey,
  createDivision,
  createRole,
  hashInvitationToken,
  updateMemberRole,
} from "../org/index.ts";
import { lookUp, type Step } from "./steps.ts";
import type { DivisionStory, InvitationStory, OrganisationStory, Story } from "./story/story.ts";

/** How the organisation is set up: its divisions, a role of its own, who is invited, the key of a program. */
export function organisationSteps({ since, organisation }: Story): Step[] {
  if (!organisation) return [];
  const { divisions, role, invitations, apiKey } = organisation;
  return [
    ...divisions.map((one) => divisionStep(since, one)),
    roleStep(since, role),
    ...invitations.map(invitationStep),
    apiKeyStep(apiKey),
  ];
}

function divisionStep(since: number, { name, within, people }: DivisionStory): Step {
  return {
    name: `division/${name}`,
    at: [since, "08:06"],
    by: "admin",
    act: async ({ ctx, made, memberOf }) => {
      const parentId = within === undefined ? null : lookUp(made.divisions, within);
      const { id } = await createDivision(ctx, { name, parentId });
      made.divisions.set(name, id);
      for (const person of people) await addDivisionMember(ctx, { id, memberId: memberOf(person) });
    },
  };
}

/** What the common role may, and a little more. */
function roleStep(since: number, { name, description, like, also, holder }: OrganisationStory["role"]): Step {
  return {
    name: `role/${name}`,
    at: [since - 30, "09:10"],
    by: "owner",
    act: async ({ ctx, memberOf }) => {
      const permissions = [...permissionsOfRole({ role: like, customRole: null }), ...also];
      const role = await createRole(ctx, { name, description, permissions });
      await updateMemberRole(ctx, { id: memberOf(holder), role: role.id });
    },
  };
}

/** Without its mail: a letter to nobody, which a mail server would be asked to deliver. Its link can be sent again. */
function invitationStep({ email, role, daysAgo, expiresIn }: InvitationStory): Step {
  return {
    name: `invitation/${email}`,
    at: [daysAgo, "10:20"],
    by: "admin",
    act: async ({ ctx, calendar }) => {
      const tokenHash = hashInvitationToken(randomBytes(32).toString("base64url"));
      const expiresAt = calendar.instant([-expiresIn, "10:20"]);
      const values = { email, role, tokenHash, expiresAt, invitedById: ctx.actor.memberId };
      const [row] = await ctx.db.insert(invitation).values(values).returning({ id: invitation.id });
      if (row) await emitMany(ctx, invitationCreated, [{ entityId: row.id, payload: { email, role } }]);
    },
  };
}

/** Shown to nobody, so nobody uses it. */
function apiKeyStep({ name, scopes, daysAgo, expiresInDays }: OrganisationStory["apiKey"]): Step {
  return {
    name: `api-key/${name}`,
    at: [daysAgo, "15:40"],
    by: "admin",
    act: async ({ ctx }) => {
      await createApiKey(ctx, { name, scopes: [...scopes], expiresInDays }, createApiKeySecret());
    },
  };
}
