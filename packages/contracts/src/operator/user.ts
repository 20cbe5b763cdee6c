import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { reasonSchema } from "./tenant.ts";

export const operatorUserSortFields = ["name", "email", "createdAt"] as const;
export const operatorUserFilter = z.object({ disabled: z.boolean(), operator: z.boolean(), verified: z.boolean() });
/** `search` is part of the name or e-mail address. */
export const listUsersInput = listInput(operatorUserSortFields, operatorUserFilter);
export type ListUsersInput = z.infer<typeof listUsersInput>;

export const disableUserInput = z.object({ id: idSchema, reason: reasonSchema });
export type DisableUserInput = z.infer<typeof disableUserInput>;

export type OperatorUserReason = "user.yourself" | "user.already_disabled" | "user.not_disabled";

/** In the record of each organisation the person belongs to: an operator may have seen what they see. */
export const memberImpersonated = defineEvent("org.member.impersonated", z.object({ reason: z.string() }));
