"use client";

import { Anchor, Text, VisuallyHidden } from "@mantine/core";
import { useHref } from "@steward/client";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import Link from "next/link";
import { memo } from "react";
import type { RouterOutputs } from "../trpc/client.tsx";
import classes from "./access-matrix.module.css";

export type Matrix = RouterOutputs["org"]["access"]["matrix"];

export interface MatrixColumn {
  id: string;
  label: string;
  /** Its place in a procedure's `allowed`. */
  index: number;
}

type Procedure = Matrix["procedures"][number];

interface AccessMatrixProps {
  columns: readonly MatrixColumn[];
  procedures: readonly Procedure[];
}

/** The table itself; its head and its first column stay in view. */
export function AccessMatrix({ columns, procedures }: AccessMatrixProps) {
  return (
    <section
      className={classes.scroller}
      aria-label="Who may what"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard (WCAG 2.1.1).
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              Procedure
            </th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" className={classes.role}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {procedures.map((procedure) => (
            <Line key={procedure.path} procedure={procedure} columns={columns} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Line = memo(function Line({ procedure, columns }: { procedure: Procedure; columns: readonly MatrixColumn[] }) {
  const href = useHref();
  const { path, description, permission, rows, allowed } = procedure;
  return (
    <tr>
      <th scope="row" className={classes.name} title={permission}>
        <Anchor component={Link} href={href(`/access/why?procedure=${path}`)} ff="monospace" size="sm" prefetch={false}>
          {path}
        </Anchor>
        <Text size="xs" c="dimmed" fw={400}>
          {description}
          {rows ? " – own records" : null}
        </Text>
      </th>
      {columns.map(({ id, index }) => (
        <td key={id} className={classes.cell} data-yes={allowed[index] || undefined}>
          {allowed[index] ? <IconCheck size={16} aria-hidden /> : <IconMinus size={14} aria-hidden />}
          <VisuallyHidden>{allowed[index] ? "Yes" : "No"}</VisuallyHidden>
        </td>
      ))}
    </tr>
  );
});
