"use client";

import { useMay, useTenant } from "@steward/client";
import { type Permission, permissionsOf } from "@steward/contracts";
import { type Role, roleLabels, roles } from "@steward/contracts/kernel/role";
import type { Option } from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../trpc/client.tsx";

export interface RoleChoiceOption extends Option {
  permissions: ReadonlySet<string>;
}

/**
 * Every role a member can have: the common ones by name, then the organisation's own by id. One that may more than the
 * person themselves cannot be given by them; its label says why. The server decides again.
 */
export function useRoleChoices(): RoleChoiceOption[] {
  const may = useMay();
  const { member } = useTenant();
  const own = trpc.org.role.list.useQuery(undefined, { enabled: may("org.role.read"), staleTime: 60_000 }).data;
  return useMemo(() => {
    const held = new Set<string>(member.permissions);
    const isOwner = member.role === "owner" && member.customRole === null;
    const option = (value: string, label: string, permissions: ReadonlySet<string>): RoleChoiceOption => {
      const refusal =
        value === "owner" && !isOwner
          ? "owners only"
          : [...permissions].every((name) => held.has(name))
            ? ""
            : "more than you may";
      return { value, label: refusal ? `${label} – ${refusal}` : label, disabled: refusal !== "", permissions };
    };
    return [
      ...roles.map((role) => option(role, roleLabels[role], permissionsOf(role) as ReadonlySet<string>)),
      ...(own?.custom ?? []).map(({ id, name, permissions }) => option(id, name, new Set<string>(permissions))),
    ];
  }, [own, member]);
}

/** What somebody with this role may do; null while the organisation's own roles are not known. */
export function usePermissionsOf(role: Role, customRole: { id: string } | null): ReadonlySet<Permission> | null {
  const may = useMay();
  const wanted = customRole !== null;
  const own = trpc.org.role.list.useQuery(undefined, { enabled: wanted && may("org.role.read"), staleTime: 60_000 });
  if (!customRole) return permissionsOf(role);
  const found = own.data?.custom.find(({ id }) => id === customRole.id);
  return found ? new Set(found.permissions) : null;
}
