import { z } from "zod";
import { idInput } from "../kernel/list.ts";

/** One sign-in: of a browser, or of another client that keeps its own tokens. */
export const sessionKinds = ["browser", "token"] as const;
export type SessionKind = (typeof sessionKinds)[number];

export const listSessionsInput = z.void();
export const revokeSessionInput = idInput;
export const revokeOtherSessionsInput = z.void();
export const stopImpersonationInput = z.void();

/** Why an operator acts as somebody; the person's organisations read it. */
export const impersonateInput = z.object({
  userId: z.uuid(),
  reason: z.string().trim().min(10, "Say in a sentence why this is necessary").max(500),
});

/** Why acting as somebody else was refused. */
export type ImpersonationReason =
  | "auth.impersonating"
  | "auth.not_impersonating"
  | "auth.impersonation_refused"
  | "auth.handover_invalid";
