import { type invitationAccepted, inviteeJoined } from "@steward/contracts/org/invitation";
import { invitation } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type EventContext, notify, type StoredEvent } from "../kernel/index.ts";

/** Tells whoever invited somebody that they have come. */
export async function tellWhoInvited(ctx: EventContext, { entityId, payload }: StoredEvent): Promise<void> {
  const { memberId, role } = payload as z.output<(typeof invitationAccepted)["payload"]>;
  const [row] = await ctx.db
    .select({ invitedById: invitation.invitedById })
    .from(invitation)
    .where(eq(invitation.id, entityId));
  if (row) await notify(ctx, inviteeJoined, { to: [row.invitedById], entityId: memberId, params: { role } });
}
