import type { IconComponent } from "@steward/ui";
import {
  IconBell,
  IconBuildingCommunity,
  IconChecklist,
  IconFile,
  IconMessage,
  IconRosetteDiscountCheck,
  IconUsers,
} from "@tabler/icons-react";

const looks: Readonly<Record<string, { readonly label: string; readonly icon: IconComponent }>> = {
  approvals: { label: "Approvals", icon: IconRosetteDiscountCheck },
  crm: { label: "Customers", icon: IconUsers },
  messaging: { label: "Messages", icon: IconMessage },
  projects: { label: "Projects", icon: IconChecklist },
  files: { label: "Files", icon: IconFile },
  org: { label: "Organisation", icon: IconBuildingCommunity },
};

/** How notifications of a module look: by the first word of their kind's name. */
export function lookOf(module: string): { label: string; icon: IconComponent } {
  return looks[module] ?? { label: module, icon: IconBell };
}

export const moduleOf = (name: string): string => name.slice(0, name.indexOf("."));
