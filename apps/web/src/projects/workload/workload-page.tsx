"use client";

import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { addDays, dayIn } from "@steward/contracts/kernel/day";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { DateText, EmptyState, ErrorState, LoadingState, useLocale } from "@steward/ui";
import { IconChevronLeft, IconChevronRight, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { WorkloadTable } from "./workload-table.tsx";

/** Weeks that are shown at once. */
const weeks = 2;
const stretch = weeks * 7;

/** What everybody in a project has to do on each day, beside what they can. */
export function WorkloadPage({ id }: { id: string }) {
  return <ProjectFrame id={id}>{(project) => <Workload project={project} />}</ProjectFrame>;
}

/** The Monday of a day's week (ISO 8601). */
const mondayOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

function Workload({ project }: { project: ProjectDetail }) {
  const { timeZone } = useLocale();
  const today = dayIn(timeZone, new Date());
  const [from, setFrom] = useState(() => mondayOf(today));
  const to = addDays(from, stretch - 1);
  const query = trpc.projects.task.workload.useQuery(
    { from, to, filter: { projectId: project.id } },
    { placeholderData: (previous) => previous },
  );
  return (
    <>
      <Group gap={6} mb="sm" role="toolbar" aria-label="Days">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`${weeks} weeks earlier`}
          onClick={() => setFrom(addDays(from, -stretch))}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => setFrom(mondayOf(today))}>
          This week
        </Button>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`${weeks} weeks later`}
          onClick={() => setFrom(addDays(from, stretch))}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Text size="sm" component="span" ml="xs" aria-live="polite">
          <DateText value={from} /> to <DateText value={to} />
        </Text>
      </Group>
      {query.isPending ? <LoadingState lines={8} label="Loading the workload" /> : null}
      {query.isError && !query.data ? <ErrorState error={query.error} onRetry={query.refetch} /> : null}
      {query.data?.people.length === 0 ? (
        <EmptyState
          icon={IconUsers}
          title="Nothing is planned in these days"
          description="Give tasks a start, a due day and an estimate, and see here who has how much to do."
        />
      ) : null}
      {query.data && query.data.people.length > 0 ? (
        <WorkloadTable people={query.data.people} today={today} projectName={project.name} />
      ) : null}
    </>
  );
}
