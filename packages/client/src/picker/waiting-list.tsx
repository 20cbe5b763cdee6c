import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./organisation-picker.module.css";

/** Something that waits for the person, below the organisations to choose from: a heading and its rows. */
export function WaitingList({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.waiting}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}

/** One thing that waits, and what to do about it. */
export function WaitingRow({ title, detail, action }: { title: string; detail: ReactNode; action?: ReactNode }) {
  return (
    <li className={classes.row}>
      <span className={classes.words}>
        <span className={classes.name}>{title}</span>
        <span className={classes.role}>{detail}</span>
      </span>
      {action}
    </li>
  );
}
