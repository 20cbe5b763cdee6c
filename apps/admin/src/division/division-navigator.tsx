"use client";

import { getTreeExpandedState, Text, Tree, type TreeNodeData, useTree } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import classes from "./division-navigator.module.css";
import type { DivisionNode } from "./use-divisions.ts";

interface DivisionNavigatorProps {
  tree: readonly DivisionNode[];
  selected: string;
  onSelect: (id: string) => void;
}

const dataOf = (nodes: readonly DivisionNode[]): TreeNodeData[] =>
  nodes.map(({ id, name, memberCount, children }) => ({
    value: id,
    label: name,
    nodeProps: { memberCount },
    ...(children.length > 0 ? { children: dataOf(children) } : {}),
  }));

/** The tree itself: arrows walk and fold it, Space or a click shows a division beside it. */
export function DivisionNavigator({ tree, selected, onSelect }: DivisionNavigatorProps) {
  const data = useMemo(() => dataOf(tree), [tree]);
  const controller = useTree({
    initialExpandedState: getTreeExpandedState(data, "*"),
    selectedState: [selected],
    onSelectedStateChange: ([id]) => {
      if (id) onSelect(id);
    },
  });
  return (
    <Tree
      data={data}
      tree={controller}
      aria-label="Divisions"
      selectOnClick
      expandOnClick={false}
      expandOnSpace={false}
      classNames={{ node: classes.node }}
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        const id = (event.target as HTMLElement).closest<HTMLElement>("[role=treeitem]")?.dataset.value;
        if (!id) return;
        event.preventDefault();
        onSelect(id);
      }}
      renderNode={({ node, expanded, hasChildren, elementProps, tree: { toggleExpanded } }) => (
        <div {...elementProps} className={`${elementProps.className} ${classes.line}`}>
          {hasChildren ? (
            // For the mouse; the arrow keys fold for everybody else.
            <IconChevronRight
              size={15}
              aria-hidden
              className={classes.chevron}
              data-open={expanded || undefined}
              onClick={(event) => {
                event.stopPropagation();
                toggleExpanded(node.value);
              }}
            />
          ) : (
            <span className={classes.chevron} />
          )}
          <span className={classes.name}>{node.label}</span>
          <Text span size="xs" c="dimmed">
            {node.nodeProps?.memberCount}
          </Text>
        </div>
      )}
    />
  );
}
