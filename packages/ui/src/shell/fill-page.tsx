import type { ReactNode } from "react";
import classes from "./workspace-shell.module.css";

/** A page that takes the window as it is, to its edges and no higher: what it shows scrolls inside it. */
export function FillPage({ children }: { children: ReactNode }) {
  return <div className={classes.fill}>{children}</div>;
}
