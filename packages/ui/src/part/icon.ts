import type { ComponentType } from "react";

/** What every icon of `@tabler/icons-react` is; pages import theirs by name. */
export type IconComponent = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  className?: string;
  "aria-hidden"?: boolean | "true" | "false";
}>;
