import type { ReactNode } from "react";
import type { IconComponent } from "../part/icon.ts";

export interface NavItem {
  label: string;
  href: string;
  icon?: IconComponent;
  /** At the end of the link: a count that asks for attention. */
  badge?: ReactNode;
}

/** One module of the product in the left navigation. Without `items`, the module itself is the link. */
export interface NavModule {
  id: string;
  label: string;
  icon: IconComponent;
  href: string;
  items?: readonly NavItem[];
}

export interface Organisation {
  id: string;
  name: string;
  href: string;
  logoUrl?: string | null;
  /** The person's role there, in words. */
  role?: string;
}

export interface Member {
  name: string;
  email: string;
  role: string;
  avatarUrl?: string | null;
}

export interface Crumb {
  label: string;
  href?: string;
}

export interface SearchHit {
  id: string;
  label: string;
  description?: string;
  href: string;
  /** The heading it stands under: `Accounts`, `Deals`. */
  group: string;
}

export interface PaletteAction {
  id: string;
  label: string;
  description?: string;
  icon?: IconComponent;
  href?: string;
  onTrigger?: () => void;
  keywords?: readonly string[];
  group?: string;
}

export interface Shortcut {
  keys: readonly string[];
  label: string;
}
