"use client";

import { Group, Text } from "@mantine/core";
import type { ProjectItem } from "@steward/contracts/projects/project";
import type { ProjectBudget } from "@steward/contracts/time/budget";
import { type Column, DateText, type FilterDefinition, PersonName } from "@steward/ui";
import { IconLock } from "@tabler/icons-react";
import { useMemo } from "react";
import { useAccountOptions } from "../../crm/part/use-options.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { useMemberOptions } from "../part/use-member-options.ts";
import { DueText } from "../task/task-words.tsx";
import { BudgetCell } from "./project-budget.tsx";
import {
  ProjectStatusBadge,
  statusOptions,
  TaskProgress,
  visibilityLabels,
  visibilityOptions,
} from "./project-words.tsx";

/** Filters of projects that belong to no column. */
export function useProjectFilters(): FilterDefinition[] {
  const members = useMemberOptions();
  return useMemo(
    () => [
      { key: "memberId", label: "Member", kind: "relation", ...members },
      { key: "visibility", label: "Seen by", kind: "select", options: visibilityOptions },
      { key: "isTemplate", label: "Templates", kind: "boolean", yes: "Only templates", no: "No templates" },
    ],
    [members],
  );
}

/** The columns of the list of projects, with their filters; `budgets` by project, where the reader may see time. */
export function useProjectColumns(budgets: ReadonlyMap<string, ProjectBudget>): Column<ProjectItem>[] {
  const owners = useMemberOptions();
  const accounts = useAccountOptions();
  const may = useMay();
  const [seesAccounts, seesTime] = [may("crm.account.read"), may("time.entry.read")];
  return useMemo(
    () => [
      { id: "name", header: "Project", sortable: true, render: (row) => <ProjectName project={row} /> },
      // A phone has room for five: how far a project is, and what of its budget, comes before what it is called for short.
      { id: "key", header: "Key", width: 70, inCard: false, render: (row) => row.key },
      {
        id: "accountId",
        header: "Client",
        width: 140,
        inCard: false,
        render: (row) => row.account?.name,
        ...(seesAccounts ? { filter: { kind: "relation", ...accounts } } : {}),
      },
      {
        id: "ownerId",
        header: "Owner",
        width: 150,
        render: (row) => <PersonName name={row.owner.name} />,
        filter: { kind: "relation", ...owners },
      },
      {
        id: "status",
        header: "Status",
        width: 110,
        render: (row) => <ProjectStatusBadge status={row.status} />,
        filter: { kind: "multiselect", options: statusOptions },
      },
      {
        id: "progress",
        header: "Progress",
        width: 110,
        inCard: true,
        render: (row) => (
          <TaskProgress closed={row.taskCount - row.openTaskCount} total={row.taskCount} label={row.name} />
        ),
      },
      ...(seesTime ? [budgetColumn(budgets)] : []),
      {
        id: "dueOn",
        header: "Due",
        sortable: true,
        width: 130,
        render: (row) => <DueText dueOn={row.dueOn} closed={row.status === "completed" || row.status === "archived"} />,
        filter: { kind: "date-range" },
      },
      {
        id: "startOn",
        header: "Start",
        width: 120,
        defaultHidden: true,
        render: (row) => <DateText value={row.startOn} />,
      },
      {
        id: "memberCount",
        header: "Members",
        align: "end",
        width: 100,
        defaultHidden: true,
        render: (row) => row.memberCount,
      },
      {
        id: "createdAt",
        header: "Created",
        sortable: true,
        width: 130,
        defaultHidden: true,
        render: (row) => <DateText value={row.createdAt} />,
      },
      {
        id: "updatedAt",
        header: "Updated",
        sortable: true,
        width: 130,
        defaultHidden: true,
        render: (row) => <DateText value={row.updatedAt} />,
      },
    ],
    [owners, accounts, seesAccounts, seesTime, budgets],
  );
}

const budgetColumn = (budgets: ReadonlyMap<string, ProjectBudget>): Column<ProjectItem> => ({
  id: "budget",
  header: "Budget",
  width: 150,
  inCard: true,
  render: (row) => <BudgetCell budget={budgets.get(row.id)} name={row.name} />,
});

function ProjectName({ project: { name, visibility, isTemplate } }: { project: ProjectItem }) {
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex" maw="100%">
      <Text span inherit truncate>
        {name}
      </Text>
      {visibility === "private" ? (
        <IconLock size={13} role="img" aria-label={`Private: ${visibilityLabels.private}`} style={{ flexShrink: 0 }} />
      ) : null}
      {isTemplate ? (
        <Text span size="xs" c="dimmed">
          template
        </Text>
      ) : null}
    </Group>
  );
}
