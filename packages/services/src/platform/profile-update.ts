import type { UpdateProfileInput } from "@steward/contracts/auth/profile";
import { memberRenamed } from "@steward/contracts/org/member";
import { auditEvent, member, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, eq, ne } from "drizzle-orm";
import { factOf } from "../kernel/emit.ts";
import type { RequestSource } from "../kernel/index.ts";

/** Who renames themselves, and from where. */
export interface RenamingContext {
  readonly system: SystemDatabase;
  readonly userId: string;
  readonly requestId: string;
  readonly source: RequestSource;
}

/**
 * Renames the person, also where organisations show them: a member's name is a copy that lists sort by. Each of those
 * organisations finds it in its record, under the name it knew.
 */
export async function updateProfile(
  { system, userId, requestId, source }: RenamingContext,
  { name }: UpdateProfileInput,
): Promise<{ name: string }> {
  await system.transaction(async (tx) => {
    await tx.update(user).set({ name }).where(eq(user.id, userId));
    const elsewhere = and(eq(member.userId, userId), ne(member.name, name));
    const before = await tx.select().from(member).where(elsewhere).for("no key update");
    if (before.length === 0) return;
    await tx.update(member).set({ name }).where(elsewhere);
    await tx.insert(auditEvent).values(
      before.map((row) => ({
        tenantId: row.tenantId,
        ...factOf(memberRenamed, { name, changes: { name: { from: row.name, to: name } } }),
        entityId: row.id,
        actorId: row.id,
        actorName: row.name,
        requestId,
        ...source,
      })),
    );
  });
  return { name };
}
