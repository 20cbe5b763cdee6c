"use client";

import type { ProjectDetail, ProjectMemberItem } from "@steward/contracts/projects/project";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

const minuteMs = 60_000;

/** Who belongs to a project and is still there, by name. */
export function useProjectPeople(projectId: string): readonly ProjectMemberItem[] {
  const { data } = trpc.projects.project.members.list.useQuery({ projectId }, { staleTime: minuteMs });
  return useMemo(() => data?.filter(({ isGone }) => !isGone) ?? [], [data]);
}

/** Those of them that tasks can be given to. */
export function useProjectWorkers(projectId: string): readonly ProjectMemberItem[] {
  const people = useProjectPeople(projectId);
  return useMemo(() => people.filter(({ role }) => role !== "viewer"), [people]);
}

const nothing: never[] = [];

/** What a project plans its tasks by: its milestones, cycles and own fields. */
export function useProjectPlan({ id: projectId }: Pick<ProjectDetail, "id">) {
  const milestones = trpc.projects.milestone.list.useQuery({ projectId }, { staleTime: minuteMs });
  const cycles = trpc.projects.cycle.list.useQuery({ projectId }, { staleTime: minuteMs });
  const fields = trpc.projects.customField.list.useQuery({ projectId }, { staleTime: minuteMs });
  return { milestones: milestones.data ?? nothing, cycles: cycles.data ?? nothing, fields: fields.data ?? nothing };
}
