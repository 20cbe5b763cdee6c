import type { ReactNode } from "react";
import { Mark } from "../brand/mark.tsx";
import classes from "./status-page.module.css";

interface StatusPageProps {
  title: string;
  children: ReactNode;
  /** What to do now: links and buttons. */
  actions: ReactNode;
}

/** A whole page that says why there is nothing else to show. */
export function StatusPage({ title, children, actions }: StatusPageProps) {
  return (
    <main className={classes.page}>
      <title>{`${title} · Steward`}</title>
      <Mark size={36} />
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.words}>{children}</div>
      <div className={classes.actions}>{actions}</div>
    </main>
  );
}
