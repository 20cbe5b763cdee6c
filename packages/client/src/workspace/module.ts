import type { Permission } from "@steward/contracts";
import type { NavModule, PaletteAction } from "@steward/ui";
import type { ComponentType } from "react";

type Icon = NavModule["icon"];

/** A page of a module; `path` is inside the organisation, without its prefix. */
export interface ModulePage {
  label: string;
  path: string;
  icon: Icon;
  /** Who does not have it does not see the page in the navigation; without one, everybody does. */
  permission?: Permission;
  /** At the end of the page's link: a count that asks for attention, kept up to date by itself. */
  badge?: ComponentType;
}

/** Something the command palette offers beside the pages: `New account`. */
export interface ModuleCommand {
  id: string;
  label: string;
  path: string;
  icon: Icon;
  permission?: Permission;
  keywords?: PaletteAction["keywords"];
}

export interface Module {
  id: string;
  label: string;
  icon: Icon;
  pages: readonly ModulePage[];
  commands?: readonly ModuleCommand[];
}
