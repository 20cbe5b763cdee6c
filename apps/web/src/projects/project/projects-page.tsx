"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { type ProjectItem, projectFilter, projectSortFields } from "@steward/contracts/projects/project";
import type { ProjectBudget } from "@steward/contracts/time/budget";
import { DataTable, PageHeader, toPages, useListState } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { NewProjectDrawer } from "./new-project-drawer.tsx";
import { useProjectColumns, useProjectFilters } from "./project-columns.tsx";
import { projectsInWords } from "./project-words.tsx";
import { useProjectBulk } from "./use-project-bulk.ts";

const noPages: readonly { items: readonly ProjectItem[] }[] = [];

/** All projects that the reader may see: to find, sort, start and put away. */
export function ProjectsPage({ creating = false }: { creating?: boolean }) {
  const href = useHref();
  const may = useMay();
  const query = useListState({
    address: "projects.project",
    sortable: projectSortFields,
    filterSchema: projectFilter,
  });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.projects.project.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const count = trpc.projects.project.count.useQuery(which, { placeholderData: (previous) => previous });
  const columns = useProjectColumns(useBudgets(list.data?.pages ?? noPages));
  const filters = useProjectFilters();
  const bulkActions = useProjectBulk();
  const views = useSavedViews("projects.project", "All projects");
  const [drawer, { open, close }] = useDisclosure(creating);
  const newButton = may("projects.project.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New project
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Projects"
        description={count.data === undefined ? " " : projectsInWords(count.data)}
        primaryAction={newButton}
      />
      <DataTable
        label="Projects"
        columns={columns}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowHref={(row) => href(`/projects/${row.id}`)}
        rowLabel={(row) => row.name}
        filters={filters}
        searchPlaceholder="Search name, key, description"
        views={views}
        bulkActions={bulkActions}
        empty={{
          title: "No projects yet",
          description:
            "A project is work with an end: its tasks, its people and its days. Start one, or copy a template.",
          action: newButton,
        }}
      />
      <NewProjectDrawer opened={drawer} onClose={close} />
    </>
  );
}

/** What was logged on the projects of the pages that were loaded, a question each, by project. */
function useBudgets(pages: typeof noPages): ReadonlyMap<string, ProjectBudget> {
  const enabled = useMay()("time.entry.read");
  return trpc.useQueries(
    (ask) => pages.map(({ items }) => ask.time.budget.list({ projectIds: items.map(({ id }) => id) }, { enabled })),
    { combine: byProject },
  );
}

const byProject = (answers: readonly { data?: ProjectBudget[] | undefined }[]) =>
  new Map(answers.flatMap(({ data }) => data ?? []).map((budget) => [budget.projectId, budget]));
