"use client";

import { Anchor, Button } from "@mantine/core";
import { labelFilter, labelSortFields } from "@steward/contracts/projects/label";
import {
  type BulkAction,
  ColourBadges,
  type Column,
  DataTable,
  DateText,
  PageHeader,
  toPages,
  useListState,
} from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { LabelDrawer, type LabelRow } from "./label-drawer.tsx";

/** The organisation's labels: to find, sort, add, change and remove. */
export function LabelsPage() {
  const may = useMay();
  const query = useListState({ address: "projects.label", sortable: labelSortFields, filterSchema: labelFilter });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.projects.label.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.projects.label.count.useQuery(which);
  const views = useSavedViews("projects.label", "All labels");
  const bulkActions = useBulkActions();
  const [open, setOpen] = useState<LabelRow | "new">();
  const newButton = may("projects.label.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      New label
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Labels" primaryAction={newButton} />
      <DataTable
        label="Labels"
        columns={columns(may("projects.label.write") ? setOpen : undefined)}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowLabel={(row) => row.name}
        views={views}
        bulkActions={bulkActions}
        empty={{ title: "No labels yet", description: "Add a label to begin.", action: newButton }}
      />
      <LabelDrawer
        key={typeof open === "object" ? open.id : "new"}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        label={typeof open === "object" ? open : undefined}
      />
    </>
  );
}

function columns(onOpen: ((row: LabelRow) => void) | undefined): Column<LabelRow>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      render: (row) =>
        onOpen ? (
          <Anchor component="button" type="button" underline="never" onClick={() => onOpen(row)}>
            <ColourBadges items={[row]} />
          </Anchor>
        ) : (
          <ColourBadges items={[row]} />
        ),
    },
    { id: "description", header: "Description", render: (row) => row.description },
    {
      id: "createdAt",
      header: "Created",
      sortable: true,
      width: 130,
      render: (row) => <DateText value={row.createdAt} />,
      filter: { kind: "date-range" },
    },
    {
      id: "updatedAt",
      header: "Updated",
      sortable: true,
      defaultHidden: true,
      width: 130,
      render: (row) => <DateText value={row.updatedAt} />,
    },
  ];
}

function useBulkActions(): BulkAction<LabelRow>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.label.invalidate();
  const remove = trpc.projects.label.remove.useMutation({ onSuccess });
  const restore = trpc.projects.label.restore.useMutation({ onSuccess });
  if (!may("projects.label.remove")) return [];
  return [removeAction({ remove, restore, inWords: (count) => (count === 1 ? "1 label" : `${count} labels`) })];
}
