"use client";

import type { ReactNode } from "react";
import classes from "./definition-list.module.css";
import { Absent } from "./money.tsx";

export interface Definition {
  label: string;
  value: ReactNode;
}

/** What is known about one record: labels with values, a dash where a value is missing. */
export function DefinitionList({ items, stacked = false }: { items: readonly Definition[]; stacked?: boolean }) {
  return (
    <dl className={classes.list} data-stacked={stacked || undefined}>
      {items.map(({ label, value }) => (
        <div key={label} className={classes.item}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.value}>
            {value === null || value === undefined || value === "" ? <Absent /> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
