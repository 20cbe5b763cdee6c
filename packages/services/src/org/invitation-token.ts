import { createHash, randomBytes } from "node:crypto";
import { invitationDays } from "@steward/contracts/org/invitation";

/** What is stored of the token in the mail's link: 256 random bits need no salt, and no guess ever meets one. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** A new link: the token goes into the mail and nowhere else. */
export function newInvitationToken(): { token: string; tokenHash: string; expiresAt: Date } {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + invitationDays * 86_400_000);
  return { token, tokenHash: hashInvitationToken(token), expiresAt };
}
