import type { ReactNode } from "react";
import { Mark } from "../brand/mark.tsx";
import classes from "./entry.module.css";
import { Pipeline } from "./pipeline.tsx";

interface EntryFrameProps {
  /** What one does here: `Sign in to Steward`. */
  title: string;
  subtitle?: ReactNode;
  children: ReactNode;
}

/** A page before the workspace around its form: what Steward is on the left, the form on the right; on a phone the form only. */
export function EntryFrame({ title, subtitle, children }: EntryFrameProps) {
  return (
    <div className={classes.page}>
      <aside className={classes.story} aria-hidden="true">
        <div className={classes.word}>
          <Mark /> Steward
        </div>
        <Pipeline />
        <div className={classes.pitch}>
          <p className={classes.claim}>The whole company, in one place.</p>
          <p className={classes.detail}>
            Customers, work, people and money share one set of records, so every screen tells the same story.
          </p>
        </div>
      </aside>
      <main className={classes.entry}>
        <div className={classes.form}>
          <div className={classes.phoneMark}>
            <Mark size={40} />
          </div>
          <h1 className={classes.title}>{title}</h1>
          <div className={classes.subtitle}>{subtitle}</div>
          {children}
        </div>
      </main>
    </div>
  );
}
