import { securityEvent, session, user } from "@steward/db/schema";
import { addressKey } from "@steward/ports/limit";
import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import type { AuthPlatform } from "./platform.ts";

const rememberedMs = 90 * 24 * 60 * 60 * 1000;

/**
 * Whether the person with this e-mail address has shown before, from this network, who they are: by signing in, or by
 * setting a password with a link from their mailbox. The same question, and no, for an address without an account.
 */
export async function isKnownNetwork({ system }: AuthPlatform, email: string, address: string): Promise<boolean> {
  if (address === "") return false;
  const since = new Date(Date.now() - rememberedMs);
  const hasEmail = sql`lower(${user.email}) = lower(${email})`;
  const signedInFrom = system
    .selectDistinct({ address: session.clientAddress })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(
      and(
        hasEmail,
        isNotNull(session.clientAddress),
        gt(session.createdAt, since),
        // An operator who acts as somebody does so from the operator's network.
        isNull(session.impersonatorId),
      ),
    );
  const resetFrom = system
    .selectDistinct({ address: securityEvent.clientAddress })
    .from(securityEvent)
    .innerJoin(user, eq(user.id, securityEvent.userId))
    .where(
      and(
        hasEmail,
        isNotNull(securityEvent.clientAddress),
        gt(securityEvent.createdAt, since),
        eq(securityEvent.name, "auth.password_reset"),
      ),
    );
  const rows = await union(signedInFrom, resetFrom);
  return rows.some((row) => row.address !== null && addressKey(row.address) === addressKey(address));
}
