import { z } from "zod";
import { idSchema, listInput } from "../kernel/list.ts";
import { nameSchema } from "../kernel/text.ts";

export const tenantStates = ["active", "suspended", "beingRemoved"] as const;
export type TenantState = (typeof tenantStates)[number];

export const operatorTenantSortFields = ["name", "slug", "createdAt"] as const;
export const operatorTenantFilter = z.object({ state: z.enum(tenantStates) });
/** `search` is part of the name or address. */
export const listTenantsInput = listInput(operatorTenantSortFields, operatorTenantFilter);
export type ListTenantsInput = z.infer<typeof listTenantsInput>;

/** What the organisation's owner is told, and what stays in its record. */
export const reasonSchema = nameSchema("Say why", 500);

export const suspendTenantInput = z.object({ id: idSchema, reason: reasonSchema });
export type SuspendTenantInput = z.infer<typeof suspendTenantInput>;

export type OperatorTenantReason = "tenant.already_suspended" | "tenant.not_suspended";
