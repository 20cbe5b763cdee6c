"use client";

import { Button, Grid } from "@mantine/core";
import { useMay } from "@steward/client";
import { EmptyState, ErrorState, LoadingState, PageHeader, SectionCard } from "@steward/ui";
import { IconPlus, IconSitemap } from "@tabler/icons-react";
import { useState } from "react";
import { useAddress } from "../shell/use-address.ts";
import { trpc } from "../trpc/client.tsx";
import { DivisionDetails } from "./division-details.tsx";
import { DivisionDialog } from "./division-dialog.tsx";
import { DivisionNavigator } from "./division-navigator.tsx";
import { flatten } from "./division-tree.ts";

/** The parts of the organisation as a tree, and who belongs to each. */
export function DivisionsPage() {
  const may = useMay();
  const tree = trpc.org.division.list.useQuery();
  const [{ division }, change] = useAddress(["division"]);
  const [adding, setAdding] = useState(false);
  const addButton = may("org.division.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      New division
    </Button>
  ) : null;
  const open = (id: string) => change({ division: id });
  const all = flatten(tree.data ?? []);
  const chosen = all.find(({ node }) => node.id === division) ?? all[0];
  return (
    <>
      <PageHeader
        title="Divisions"
        description="Departments, teams, branches: a member can belong to several."
        primaryAction={addButton}
      />
      {tree.isPending ? <LoadingState lines={8} label="Loading the divisions" /> : null}
      {tree.isError ? <ErrorState error={tree.error} onRetry={tree.refetch} /> : null}
      {tree.data && !chosen ? (
        <EmptyState
          icon={IconSitemap}
          title="No divisions yet"
          description="Add the parts your organisation is made of, and put its members into them."
          action={addButton}
        />
      ) : null}
      {tree.data && chosen ? (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <SectionCard title="All divisions" count={all.length}>
              <DivisionNavigator tree={tree.data} selected={chosen.node.id} onSelect={open} />
            </SectionCard>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <DivisionDetails key={chosen.node.id} placed={chosen} tree={tree.data} onOpen={open} />
          </Grid.Col>
        </Grid>
      ) : null}
      {adding ? (
        <DivisionDialog
          kind="add"
          tree={tree.data ?? []}
          parentId={null}
          onClose={() => setAdding(false)}
          onDone={open}
        />
      ) : null}
    </>
  );
}
