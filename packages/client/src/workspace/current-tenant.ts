"use client";

import type { Permission } from "@steward/contracts";
import { createContext, useCallback, useContext } from "react";
import type { RouterOutputs } from "../api/react.ts";

export type CurrentTenant = RouterOutputs["org"]["tenant"]["current"];

/** Filled by the organisation's layout, which knows it before any page is drawn. */
export const TenantContext = createContext<CurrentTenant | null>(null);

/** The organisation one works in: currency, country, and what the member may do. */
export function useTenant(): CurrentTenant {
  const tenant = useContext(TenantContext);
  if (tenant === null) throw new Error("useTenant works inside an organisation's layout only");
  return tenant;
}

/** Whether the member may do something; buttons for what they may not do are not shown. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useTenant().member;
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}
