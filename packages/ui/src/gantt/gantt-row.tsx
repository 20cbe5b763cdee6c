"use client";

import { ActionIcon, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconChevronRight, IconDots } from "@tabler/icons-react";
import { type CSSProperties, memo, type ReactNode } from "react";
import { gridRoles } from "../part/grid-roles.ts";
import classes from "./gantt.module.css";
import { GanttBar, type GanttBarProps } from "./gantt-bar.tsx";
import { rowHeight } from "./geometry.ts";
import type { GanttRow } from "./rows.ts";
import type { GanttTask } from "./types.ts";
import { barText } from "./words.ts";

/** What a row can be asked for; the same object for the life of the chart, so that rows stay as they are. */
export interface RowActions {
  open: (taskId: string) => void;
  toggle: (taskId: string) => void;
  menu: (taskId: string | null) => void;
}

interface GanttRowProps extends Omit<GanttBarProps, "span"> {
  locale: string;
  ties: string | undefined;
  isActive: boolean;
  canOpen: boolean;
  /** The row's menu: a button while it is closed. */
  menu: ReactNode;
  hasMenu: boolean;
  renderMeta: ((task: GanttTask) => ReactNode) | undefined;
  actions: RowActions;
}

/** A task's name and its bar. Drawn anew only when something of its own changes: many come by in one scroll. */
export const GanttRowView = memo(function GanttRowView(props: GanttRowProps) {
  const { row, draft, isActive, renderMeta, actions, canOpen, locale, ties } = props;
  const { task, index, depth, hasChildren, isOpen } = row;
  const span = draft ?? row.span;
  return (
    <div
      {...gridRoles.row}
      {...placeInTree(row)}
      tabIndex={isActive ? 0 : -1}
      data-active={isActive || undefined}
      className={classes.row}
      style={{ top: index * rowHeight }}
      data-task={task.id}
    >
      <div {...gridRoles.rowHeader} className={classes.name} style={{ "--gantt-depth": depth } as CSSProperties}>
        {hasChildren ? (
          <ActionIcon
            size={24}
            tabIndex={-1}
            className={classes.toggle}
            aria-label={`${isOpen ? "Collapse" : "Expand"} ${task.title}`}
            onClick={() => actions.toggle(task.id)}
          >
            <IconChevronRight size={14} aria-hidden data-open={isOpen || undefined} />
          </ActionIcon>
        ) : (
          <span className={classes.toggle} />
        )}
        {canOpen ? (
          <UnstyledButton
            tabIndex={-1}
            className={classes.title}
            title={task.title}
            onClick={() => actions.open(task.id)}
          >
            {task.title}
          </UnstyledButton>
        ) : (
          <span className={classes.title} title={task.title}>
            {task.title}
          </span>
        )}
        {renderMeta ? <span className={classes.meta}>{renderMeta(task)}</span> : null}
        {props.hasMenu
          ? (props.menu ?? (
              <ActionIcon
                size={24}
                tabIndex={-1}
                className={classes.more}
                aria-label={`Actions for ${task.title}`}
                aria-haspopup="menu"
                onClick={() => actions.menu(task.id)}
              >
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            ))
          : null}
      </div>
      <div {...gridRoles.cell} className={classes.chartCell}>
        <VisuallyHidden>{barText(row, span, ties, locale)}</VisuallyHidden>
        {span ? <GanttBar {...props} span={span} /> : null}
      </div>
    </div>
  );
});

// The first row of the grid is its head.
function placeInTree({ index, depth, hasChildren, isOpen }: GanttRow) {
  return {
    "aria-rowindex": index + 2,
    "aria-level": depth + 1,
    ...(hasChildren ? { "aria-expanded": isOpen } : {}),
  };
}
