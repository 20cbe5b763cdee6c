"use client";

import type { Permission } from "@steward/contracts";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

export type CurrentTenant = RouterOutputs["org"]["tenant"]["current"];

/** The organisation one works in: currency, country, and what the member may do. Undefined until it is known. */
export function useTenant(): CurrentTenant | undefined {
  return trpc.org.tenant.current.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY }).data;
}

/** Whether the member may do something; buttons for what they may not do are not shown. */
export function useMay(): (permission: Permission) => boolean {
  const permissions = useTenant()?.member.permissions;
  return (permission) => permissions?.includes(permission) ?? false;
}
