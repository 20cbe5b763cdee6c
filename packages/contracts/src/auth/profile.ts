import { z } from "zod";
import { idInput } from "../kernel/list.ts";
import { nameSchema } from "../kernel/text.ts";

export const updateProfileInput = z.object({ name: nameSchema("Enter your name", 100) });
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;

/** Who may sign somebody in besides us; the ids of `linked_account.provider`. */
export const providerIds = ["google", "microsoft", "github", "oidc"] as const;
export type ProviderId = (typeof providerIds)[number];

export const listLinkedAccountsInput = z.void();
export const unlinkAccountInput = idInput;

/** Why a sign-in through a provider, or unlinking one, was refused. */
export type ProviderReason =
  | "auth.provider_failed"
  | "auth.provider_unverified"
  | "auth.provider_ticket_expired"
  | "linked_account.last_way_in";
