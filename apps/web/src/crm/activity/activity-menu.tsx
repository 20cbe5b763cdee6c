"use client";

import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconDots, IconTrash } from "@tabler/icons-react";
import { useMay } from "../../shell/use-tenant.ts";
import { type Activity, useActivityActions } from "./use-activity-actions.ts";

/** What can be done with one activity where it stands. */
export function ActivityMenu({ activity }: { activity: Activity }) {
  const may = useMay();
  const { setDone, discard } = useActivityActions();
  const completable = activity.dueAt !== null || activity.kind === "task";
  if (!may("crm.activity.write")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More about ${activity.subject}`}>
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {completable ? (
          <Menu.Item
            leftSection={
              activity.doneAt ? <IconArrowBackUp size={15} aria-hidden /> : <IconCheck size={15} aria-hidden />
            }
            onClick={() => setDone(activity, !activity.doneAt)}
          >
            {activity.doneAt ? "Open again" : "Mark as done"}
          </Menu.Item>
        ) : null}
        {may("crm.activity.remove") ? (
          <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => discard(activity)}>
            Delete
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
