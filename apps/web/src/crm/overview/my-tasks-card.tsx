"use client";

import { Anchor, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { SectionCard } from "@steward/ui";
import Link from "next/link";
import { trpc } from "../../trpc/client.tsx";
import { TaskSection } from "../activity/task-section.tsx";

/** What the member has to do: late, and today. */
export function MyTasksCard() {
  const href = useHref();
  const counts = trpc.crm.activity.taskCounts.useQuery({});
  const link = (
    <Anchor component={Link} href={href("/crm/activities")} size="sm">
      All activities
    </Anchor>
  );
  const open = counts.data ? counts.data.overdue + counts.data.today : undefined;
  return (
    <SectionCard title="My open tasks" count={open} action={link}>
      {open === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is late and nothing is due today.
        </Text>
      ) : (
        <Stack gap="md">
          {counts.data?.overdue ? (
            <TaskSection bucket="overdue" title="Overdue" count={counts.data.overdue} owner={{}} showOwner={false} />
          ) : null}
          <TaskSection bucket="today" title="Today" count={counts.data?.today} owner={{}} showOwner={false} />
        </Stack>
      )}
    </SectionCard>
  );
}
