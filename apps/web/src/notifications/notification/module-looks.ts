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
  messaging: { label: "Messages", icon: IconMessage },
  approvals: { label: "Approvals", icon: IconRosetteDiscountCheck },
  projects: { label: "Projects", icon: IconChecklist },
  crm: { label: "Customers", icon: IconUsers },
  files: { label: "Files", icon: IconFile },
  org: { label: "Organisation", icon: IconBuildingCommunity },
};

/** The modules that tell anybody anything, as they are offered to choose among. */
export const tellingModules: readonly string[] = Object.keys(looks);

/** How notifications of a module look: by the first word of their kind's name. */
export function lookOf(module: string): { label: string; icon: IconComponent } {
  return looks[module] ?? { label: module, icon: IconBell };
}

export const moduleOf = (name: string): string => name.slice(0, name.indexOf("."));
