"use client";

import { Button, CloseButton, Group, Paper, Portal, Text } from "@mantine/core";
import { maxPageSize } from "@steward/contracts/kernel/list";
import { useState } from "react";
import { confirmAction } from "../feedback/confirm-action.tsx";
import { notifyError } from "../feedback/notify.tsx";
import classes from "./bulk-bar.module.css";
import { inChunks } from "./pages.ts";
import type { BulkAction } from "./types.ts";
import type { Selection } from "./use-selection.ts";

interface BulkBarProps<Row extends { id: string }> {
  actions: readonly BulkAction<Row>[];
  selection: Selection<Row>;
}

/** What can be done with the chosen rows; floats above the list while any are chosen. */
export function BulkBar<Row extends { id: string }>({ actions, selection }: BulkBarProps<Row>) {
  const [running, setRunning] = useState<string>();
  const count = selection.rows.length;
  const run = async (action: BulkAction<Row>) => {
    const { rows } = selection;
    const agreed = action.confirm
      ? await confirmAction({
          title: action.confirm.title(rows.length),
          message: action.confirm.message,
          confirmLabel: action.confirm.confirmLabel,
          destructive: action.destructive ?? false,
        })
      : true;
    if (!agreed) return;
    setRunning(action.id);
    try {
      for (const chunk of inChunks(rows, maxPageSize)) {
        const ids = chunk.map((row) => row.id);
        await action.onRun(ids, chunk);
      }
      selection.clear();
    } catch (error) {
      notifyError(error);
    } finally {
      setRunning(undefined);
    }
  };
  return (
    <>
      <output className={classes.spoken}>{count > 0 ? `${count} selected` : ""}</output>
      {count > 0 ? (
        <Portal>
          <section className={classes.place} aria-label="Selected rows">
            <Paper className={classes.bar} shadow="lg" withBorder>
              <CloseButton size="sm" aria-label="Clear selection" onClick={selection.clear} />
              <Text size="sm" fw={500} className={classes.count}>
                {count} selected
              </Text>
              <Group gap={6} wrap="nowrap" className={classes.actions}>
                {actions.map((action) => (
                  <Button
                    key={action.id}
                    size="xs"
                    variant={action.destructive ? "light" : "default"}
                    color={action.destructive ? "red" : undefined}
                    leftSection={action.icon ? <action.icon size={14} aria-hidden /> : null}
                    loading={running === action.id}
                    disabled={running !== undefined && running !== action.id}
                    onClick={() => void run(action)}
                  >
                    {action.label}
                  </Button>
                ))}
              </Group>
            </Paper>
          </section>
        </Portal>
      ) : null}
    </>
  );
}
