"use client";

import type { Permission } from "@steward/contracts";
import { useMay, useTenant } from "../../shell/use-tenant.ts";

/** Said wherever an operator may look for what is not shown to them. */
export const hiddenFromOperators = "Private conversations are not shown to operators acting as somebody.";

/** Whether the reader is the member themself, and no operator who acts as them. */
export const useOwnHands = (): boolean => useTenant().member.impersonator === null;

/** As `useMay`. An operator who acts as somebody reads here and does nothing in their name: the server would refuse it. */
export function useMayHere(): (permission: Permission) => boolean {
  const may = useMay();
  const isOwn = useOwnHands();
  return (permission) => (isOwn || permission.endsWith(".read")) && may(permission);
}
