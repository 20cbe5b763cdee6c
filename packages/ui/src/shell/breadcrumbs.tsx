"use client";

import { IconChevronRight } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./breadcrumbs.module.css";
import type { Crumb } from "./types.ts";

/** Where one is; the last crumb is the page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  if (items.length === 0) return null;
  return (
    <nav aria-label="Breadcrumb" className={classes.root}>
      <ol className={classes.list}>
        {items.map((crumb, index) => {
          const last = index === items.length - 1;
          return (
            <li key={`${crumb.href ?? ""} ${crumb.label}`} className={classes.item}>
              {index > 0 ? <IconChevronRight size={13} aria-hidden className={classes.mark} /> : null}
              {crumb.href && !last ? (
                <Link href={crumb.href} className={classes.link}>
                  {crumb.label}
                </Link>
              ) : (
                <span className={classes.here} aria-current={last ? "page" : undefined}>
                  {crumb.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
