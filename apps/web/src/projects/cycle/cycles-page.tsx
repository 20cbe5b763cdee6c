"use client";

import { Button, Stack } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import type { CycleItem } from "@steward/contracts/projects/cycle";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { EmptyState, ErrorState, LoadingState, useLocale } from "@steward/ui";
import { IconPlus, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { ProjectFrame } from "../project/project-frame.tsx";
import { CompleteCycleDialog } from "./complete-cycle-dialog.tsx";
import { CycleCard } from "./cycle-card.tsx";
import { CycleDialog } from "./cycle-dialog.tsx";

/** The stretches of time that a team plans its work by. */
export function CyclesPage({ id }: { id: string }) {
  const [adding, setAdding] = useState(false);
  return (
    <ProjectFrame
      id={id}
      action={(project) =>
        project.rights.lead ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            New cycle
          </Button>
        ) : null
      }
    >
      {(project) => (
        <>
          <Cycles project={project} />
          {adding ? <CycleDialog projectId={project.id} onClose={() => setAdding(false)} /> : null}
        </>
      )}
    </ProjectFrame>
  );
}

type Asked = { what: "edit" | "complete"; cycle: CycleItem };

function Cycles({ project }: { project: ProjectDetail }) {
  const query = trpc.projects.cycle.list.useQuery({ projectId: project.id });
  const { timeZone } = useLocale();
  const today = dayIn(timeZone, new Date());
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  if (query.isPending) return <LoadingState lines={8} label="Loading cycles" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  if (query.data.length === 0) {
    return (
      <EmptyState
        icon={IconRefresh}
        title="No cycles yet"
        description="A cycle is a stretch of days that a team plans its work by, such as two weeks. Tasks are planned for it, and a chart shows how the work goes down."
      />
    );
  }
  const open = query.data.filter(({ completedAt }) => completedAt === null);
  // The one that is under way, or comes next, shows how it goes; so does the last one where all are over.
  const shown = open.find(({ endOn }) => endOn >= today) ?? query.data.at(-1);
  return (
    <Stack gap="md">
      {query.data.map((cycle) => (
        <CycleCard
          key={cycle.id}
          cycle={cycle}
          project={project}
          isOpen={cycle.id === shown?.id}
          onAsk={(what) => setAsked({ what, cycle })}
        />
      ))}
      {asked?.what === "edit" ? <CycleDialog projectId={project.id} cycle={asked.cycle} onClose={close} /> : null}
      {asked?.what === "complete" ? (
        <CompleteCycleDialog
          cycle={asked.cycle}
          others={open.filter(({ id }) => id !== asked.cycle.id)}
          onClose={close}
        />
      ) : null}
    </Stack>
  );
}
