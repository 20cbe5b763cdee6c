import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import type { Role } from "../kernel/role.ts";

export const accessPermissions = definePermissions("org.access", {
  read: { description: "See why members may or may not do something", roles: administrators },
});

/** Why a permission is there or not: the rule that decided, first match first. */
export type AccessRule =
  /** Every member may, whatever their role. */
  | { readonly kind: "everyMember" }
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "customRole"; readonly id: string; readonly name: string }
  /** The member's role permits it, and so does the key they come with. */
  | { readonly kind: "keyScope" }
  | { readonly kind: "memberRemoved" }
  | { readonly kind: "memberDisabled" }
  | { readonly kind: "tenantSuspended" }
  | { readonly kind: "tenantBeingRemoved" }
  | { readonly kind: "secondFactorRequired" }
  | { readonly kind: "roleLacks"; readonly role: Role }
  | { readonly kind: "customRoleLacks"; readonly id: string; readonly name: string }
  | { readonly kind: "keyLacks" };

export type AccessRuleKind = AccessRule["kind"];

/** `crm.deal.win`: as the matrix lists them. */
export const procedurePathSchema = z.string().min(1).max(100);

/** With a key of the member the answer is about a program that comes with that key. */
export const explainAccessInput = z.object({
  memberId: idSchema,
  procedure: procedurePathSchema,
  apiKeyId: idSchema.optional(),
});
export type ExplainAccessInput = z.infer<typeof explainAccessInput>;

export type AccessReason = "access.procedure_unknown";
