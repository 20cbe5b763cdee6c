import type { UpdateProfileInput } from "@steward/contracts/auth/profile";
import { member, user } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { eq } from "drizzle-orm";

/** Renames the person, also where organisations show them: a member's name is a copy that lists sort by. */
export async function updateProfile(
  system: SystemDatabase,
  userId: string,
  { name }: UpdateProfileInput,
): Promise<{ name: string }> {
  await system.transaction(async (tx) => {
    await tx.update(user).set({ name }).where(eq(user.id, userId));
    await tx.update(member).set({ name }).where(eq(member.userId, userId));
  });
  return { name };
}
