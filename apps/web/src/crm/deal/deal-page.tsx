"use client";

import { Anchor, Button, Grid, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PageCrumb, useHref } from "@steward/client";
import { ErrorState, LoadingState, notifyError, notifySuccess, PageHeader, SectionCard } from "@steward/ui";
import { IconArrowBackUp, IconCircleCheck, IconCircleX, IconPencil } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityComposer } from "../activity/activity-composer.tsx";
import { RecordActivities } from "../activity/record-activities.tsx";
import { RecordHistory } from "../part/record-history.tsx";
import { LoseDialog, WinDialog } from "./close-dialogs.tsx";
import { type Deal, DealDrawer } from "./deal-drawer.tsx";
import { DealFacts } from "./deal-facts.tsx";
import { DealMenu } from "./deal-menu.tsx";
import { DealStatusBadge } from "./deal-words.tsx";
import { StagePath } from "./stage-path.tsx";

/** Everything about one deal on one page. */
export function DealPage({ id }: { id: string }) {
  const query = trpc.crm.deal.byId.useQuery({ id });
  if (query.isPending) return <LoadingState lines={12} label="Loading the deal" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return <LoadedDeal deal={query.data} />;
}

function LoadedDeal({ deal }: { deal: Deal }) {
  const href = useHref();
  const may = useMay();
  const [editing, edit] = useDisclosure(false);
  const history = trpc.crm.deal.history.useQuery({ id: deal.id });
  const { move, busy } = useDealMove(deal);
  const canWrite = may("crm.deal.write");
  return (
    <>
      <PageCrumb label={deal.name} />
      <PageHeader
        title={deal.name}
        badge={<DealStatusBadge status={deal.status} />}
        description={
          deal.account ? (
            <Anchor component={Link} href={href(`/crm/accounts/${deal.account.id}`)} size="sm">
              {deal.account.name}
            </Anchor>
          ) : null
        }
        primaryAction={canWrite ? <Ending deal={deal} /> : null}
        secondaryActions={
          <>
            {canWrite ? (
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
                Edit
              </Button>
            ) : null}
            <DealMenu deal={deal} />
          </>
        }
      />
      <Stack gap="md">
        <StagePath deal={deal} busy={busy} onMove={canWrite && deal.status === "open" ? move : undefined} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
            <Stack gap="md">
              <DealFacts deal={deal} />
              {may("files.file.read") ? (
                <FilesPanel target={{ address: "crm.deal", entityId: deal.id }} canWrite={may("crm.deal.write")} />
              ) : null}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
            <Stack gap="md">
              {may("crm.activity.write") ? (
                <SectionCard title="Log">
                  <ActivityComposer target={{ dealId: deal.id }} />
                </SectionCard>
              ) : null}
              {may("crm.activity.read") ? (
                <SectionCard title="Activities">
                  <RecordActivities filter={{ dealId: deal.id }} />
                </SectionCard>
              ) : null}
              <SectionCard title="History">
                <RecordHistory recordId={deal.id} currency={deal.currency} query={history} />
              </SectionCard>
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
      <DealDrawer key={deal.version} opened={editing} onClose={edit.close} deal={deal} />
    </>
  );
}

function useDealMove(deal: Deal) {
  const utils = trpc.useUtils();
  const mutation = trpc.crm.deal.move.useMutation({
    onError: notifyError,
    onSuccess: () => utils.crm.invalidate(),
  });
  const move = (stageId: string) => {
    const before = deal.stage.id;
    mutation.mutate(
      { id: deal.id, stageId },
      {
        onSuccess: (moved) =>
          notifySuccess(`${moved.name} moved to ${moved.stage.name}`, {
            undo: () => mutation.mutateAsync({ id: deal.id, stageId: before }),
          }),
      },
    );
  };
  return { move, busy: mutation.isPending };
}

/** Win or lose an open deal, reopen a closed one. */
function Ending({ deal }: { deal: Deal }) {
  const utils = trpc.useUtils();
  const [dialog, setDialog] = useState<"won" | "lost">();
  const reopen = trpc.crm.deal.reopen.useMutation({
    onError: notifyError,
    onSuccess: async (opened) => {
      await utils.crm.invalidate();
      notifySuccess(`${opened.name} is open again at ${opened.stage.name}`);
    },
  });
  const close = () => setDialog(undefined);
  if (deal.status !== "open") {
    return (
      <Button
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={reopen.isPending}
        onClick={() => reopen.mutate({ id: deal.id })}
      >
        Reopen
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconCircleX size={16} aria-hidden />} onClick={() => setDialog("lost")}>
        Lose
      </Button>
      <Button leftSection={<IconCircleCheck size={16} aria-hidden />} onClick={() => setDialog("won")}>
        Win
      </Button>
      {dialog === "won" ? <WinDialog deal={deal} opened onClose={close} /> : null}
      {dialog === "lost" ? <LoseDialog deal={deal} opened onClose={close} /> : null}
    </Group>
  );
}
