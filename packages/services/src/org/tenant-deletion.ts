import { invalidField, permissionsOf, roles } from "@steward/contracts";
import { deletionGraceDays, type RequestDeletionInput, tenantDeletionRequested } from "@steward/contracts/org/tenant";
import { queueMail } from "@steward/db";
import { member, tenant } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { emit, isActiveMember, type ServiceContext } from "../kernel/index.ts";
import { lockTenant } from "./tenant.ts";

const dayMs = 86_400_000;

/** Those who can take a removal back, by what they may do. */
const restorers = roles.filter((role) => permissionsOf(role).has("org.tenant.delete"));

/**
 * Asks for the organisation's removal. From then on it refuses everybody; after 30 days it is gone, unless somebody who
 * may ask for it takes it back. All of those get a mail that says how.
 *
 * @param restoreUrl where it is taken back
 * @returns when it will be gone
 * Throws INVALID `tenant.slug_mismatch` unless the organisation's address was typed as it is.
 */
export async function requestDeletion(
  ctx: ServiceContext,
  { slug }: RequestDeletionInput,
  restoreUrl: string,
): Promise<{ purgeAfter: Date }> {
  const { id, name } = await lockTenant(ctx);
  if (slug !== ctx.tenant.slug) {
    throw invalidField("slug", "tenant.slug_mismatch", `Type ${ctx.tenant.slug} to confirm`);
  }
  const purgeAfter = new Date(Date.now() + deletionGraceDays * dayMs);
  await ctx.db.update(tenant).set({ purgeAfter }).where(eq(tenant.id, id));
  await emit(ctx, tenantDeletionRequested, id, { purgeAfter: purgeAfter.toISOString() });
  const owners = await ctx.db
    .select({ email: member.email })
    .from(member)
    .where(and(inArray(member.role, restorers), isNull(member.customRoleId), isActiveMember))
    .orderBy(asc(member.email));
  for (const { email } of owners) {
    await queueMail(ctx.db, {
      to: email,
      template: "tenantDeletion",
      tenantId: id,
      props: {
        organisation: name,
        requestedBy: ctx.actor.name,
        purgeAfter: purgeAfter.toISOString(),
        url: restoreUrl,
      },
    });
  }
  return { purgeAfter };
}
