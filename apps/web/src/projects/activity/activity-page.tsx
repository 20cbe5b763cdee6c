"use client";

import { Group, SegmentedControl, Select, Stack, Title } from "@mantine/core";
import { useLiveEvent } from "@steward/client";
import { dayIn, dayName } from "@steward/contracts/kernel/day";
import { type ActivityKind, activityKinds, activityPermissions } from "@steward/contracts/projects/activity";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { EmptyState, ErrorState, LoadingState, LoadMore, Timeline, toPages, useLocale } from "@steward/ui";
import { IconHistory } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { useProjectPeople } from "../project/use-project-people.ts";
import { daysOf } from "./activity-days.ts";
import { useActivityItem } from "./use-activity-item.tsx";

const kindLabels: Record<ActivityKind, string> = {
  task: "Tasks",
  comment: "Comments",
  file: "Files",
  project: "Project",
};
const kindOf = (value: string) => activityKinds.find((kind) => kind === value) ?? null;

/** Everything that happened in a project, newest first. */
export function ActivityPage({ id }: { id: string }) {
  return <ProjectFrame id={id}>{(project) => <Activity project={project} />}</ProjectFrame>;
}

function Activity({ project }: { project: ProjectDetail }) {
  const may = useMay();
  const people = useProjectPeople(project.id);
  const [kind, setKind] = useState<ActivityKind | null>(null);
  const [memberId, setMemberId] = useState<string | null>(null);
  const kinds = activityKinds.filter((each) => may(activityPermissions[each]));
  return (
    <Stack gap="md" maw={860}>
      <Group gap="xs" role="toolbar" aria-label="What is shown">
        <SegmentedControl
          aria-label="Kind"
          value={kind ?? ""}
          onChange={(value) => setKind(kindOf(value))}
          data={[{ value: "", label: "All" }, ...kinds.map((value) => ({ value, label: kindLabels[value] }))]}
        />
        <Select
          aria-label="Person"
          placeholder="Everybody"
          data={people.map((person) => ({ value: person.memberId, label: person.name }))}
          value={memberId}
          onChange={setMemberId}
          clearable
          searchable
          w={200}
        />
      </Group>
      <Days project={project} kind={kind} memberId={memberId} />
    </Stack>
  );
}

interface DaysProps {
  project: ProjectDetail;
  kind: ActivityKind | null;
  memberId: string | null;
}

function Days({ project, kind, memberId }: DaysProps) {
  const utils = trpc.useUtils();
  const { timeZone } = useLocale();
  const toItem = useActivityItem(project);
  const query = trpc.projects.activity.list.useInfiniteQuery(
    { projectId: project.id, filter: { ...(kind && { kind: [kind] }), ...(memberId && { memberId }) } },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  // Files are another module: the frame asks again only for what is of projects.
  useLiveEvent("files.file", () => void utils.projects.activity.list.invalidate({ projectId: project.id }));
  const pages = toPages(query);
  const days = useMemo(() => daysOf(pages.items, timeZone), [pages.items, timeZone]);
  if (query.isPending) return <LoadingState lines={10} label="Loading what happened" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  if (days.length === 0) {
    return (
      <EmptyState
        icon={IconHistory}
        title="Nothing of the kind yet"
        description="What happens to tasks, files, people and the plan stands here."
      />
    );
  }
  return (
    <>
      {days.map(({ day, lines }) => (
        <section key={day} aria-label={day}>
          <DayTitle day={day} />
          <Timeline label={`What happened on ${day}`} items={lines.map(toItem)} />
        </section>
      ))}
      <LoadMore pages={pages} label="Entries" />
    </>
  );
}

function DayTitle({ day }: { day: string }) {
  const { locale, timeZone } = useLocale();
  return (
    <Title order={2} size="h5" mb="sm" suppressHydrationWarning>
      <time dateTime={day}>{dayName(day, dayIn(timeZone, new Date()), locale)}</time>
    </Title>
  );
}
