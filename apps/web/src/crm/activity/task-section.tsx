"use client";

import { Button, Checkbox, Collapse, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { TaskBucket } from "@steward/contracts/crm/activity";
import { DateText, ErrorState, LoadingState } from "@steward/ui";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityRecords } from "./activity-item.tsx";
import { ActivityMenu } from "./activity-menu.tsx";
import { kindLooks } from "./kinds.ts";
import { type Activity, useActivityActions } from "./use-activity-actions.ts";

interface TaskSectionProps {
  bucket: TaskBucket;
  title: string;
  count: number | undefined;
  owner: { ownerId?: null };
  showOwner: boolean;
}

const nothing: Record<TaskBucket, string> = {
  overdue: "Nothing is late.",
  today: "Nothing is due today.",
  upcoming: "Nothing is planned.",
  done: "Nothing is done yet.",
};

/** The tasks of one stretch of time; what is done stays folded until asked for. */
export function TaskSection({ bucket, title, count, owner, showOwner }: TaskSectionProps) {
  const [opened, { toggle }] = useDisclosure(bucket !== "done");
  const id = useId();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} style={{ margin: 0 }}>
        <UnstyledButton onClick={toggle} aria-expanded={opened} fz="md" fw={600}>
          <Group gap={6}>
            <Chevron size={16} aria-hidden />
            {title}
            <Text span c={bucket === "overdue" && count ? "red" : "dimmed"} fw={500}>
              {count ?? ""}
            </Text>
          </Group>
        </UnstyledButton>
      </h2>
      <Collapse expanded={opened}>
        {opened ? <TaskList bucket={bucket} owner={owner} showOwner={showOwner} label={title} /> : null}
      </Collapse>
    </section>
  );
}

function TaskList({ bucket, owner, showOwner, label }: Omit<TaskSectionProps, "title" | "count"> & { label: string }) {
  const query = trpc.crm.activity.tasks.useInfiniteQuery(
    { bucket, ...owner, limit: 25 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  if (query.isPending) return <LoadingState lines={3} label={`Loading ${label.toLowerCase()}`} />;
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="xs">
        {nothing[bucket]}
      </Text>
    );
  }
  return (
    <>
      <Stack gap={0} component="ul" p={0} m={0} mt="xs" style={{ listStyle: "none" }} aria-label={label}>
        {items.map((activity) => (
          <TaskRow key={activity.id} activity={activity} showOwner={showOwner} />
        ))}
      </Stack>
      {query.hasNextPage ? (
        <Button
          mt="xs"
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  );
}

function TaskRow({ activity, showOwner }: { activity: Activity; showOwner: boolean }) {
  const may = useMay();
  const { setDone, pendingId } = useActivityActions();
  const { icon: Icon, label } = kindLooks[activity.kind];
  const done = activity.doneAt !== null;
  return (
    <Group
      component="li"
      wrap="nowrap"
      gap="sm"
      py={8}
      align="flex-start"
      style={{ borderBottom: "1px solid var(--mantine-color-default-border)" }}
    >
      <Checkbox
        mt={2}
        aria-label={`${activity.subject}: done`}
        checked={done}
        disabled={!may("crm.activity.write") || pendingId === activity.id}
        onChange={() => setDone(activity, !done)}
      />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={500} td={done ? "line-through" : undefined} style={{ overflowWrap: "anywhere" }}>
          {activity.subject}
        </Text>
        <Group gap="xs">
          <Group gap={4} c="dimmed" fz="xs" component="span">
            <Icon size={12} aria-hidden /> {label}
          </Group>
          <Text size="xs" c="dimmed" component="span">
            <DateText value={activity.doneAt ?? activity.dueAt} withTime />
          </Text>
          {showOwner && activity.owner ? (
            <Text size="xs" c="dimmed" component="span">
              {activity.owner.name}
            </Text>
          ) : null}
          <ActivityRecords activity={activity} />
        </Group>
      </div>
      <ActivityMenu activity={activity} />
    </Group>
  );
}
