import { z } from "zod";
import { idInput } from "../kernel/list.ts";
import { nameSchema } from "../kernel/text.ts";
import { givenPasswordSchema } from "./sign-up.ts";

export const updateProfileInput = z.object({ name: nameSchema("Enter your name", 100) });
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;

/** Who may sign somebody in besides us; the ids of `linked_account.provider`. */
export const providerIds = ["google", "microsoft", "github", "oidc"] as const;
export type ProviderId = (typeof providerIds)[number];

export const listLinkedAccountsInput = z.void();
/** With the password of whoever has one: an open session alone changes no way in. */
export const unlinkAccountInput = idInput.extend({ password: givenPasswordSchema.optional() });
export type UnlinkAccountInput = z.infer<typeof unlinkAccountInput>;

/** Why a sign-in through a provider, or unlinking one, was refused. */
export type ProviderReason =
  | "auth.provider_failed"
  | "auth.provider_unverified"
  | "auth.provider_ticket_expired"
  | "linked_account.last_way_in";
