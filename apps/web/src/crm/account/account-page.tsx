"use client";

import { ActionIcon, Anchor, Button, Grid, Menu, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PageCrumb, useHref } from "@steward/client";
import {
  Avatar,
  ColourBadges,
  ErrorState,
  LoadingState,
  notifyError,
  notifySuccess,
  PageHeader,
  SectionCard,
} from "@steward/ui";
import { IconArrowMerge, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { FilesPanel } from "../../files/file/files-panel.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityComposer } from "../activity/activity-composer.tsx";
import { AccountContacts } from "./account-contacts.tsx";
import { AccountDeals } from "./account-deals.tsx";
import { type Account, AccountDrawer } from "./account-drawer.tsx";
import { AccountFacts } from "./account-facts.tsx";
import { AccountLocations } from "./account-locations.tsx";
import { AccountTimeline } from "./account-timeline.tsx";
import { MergeDialog } from "./merge-dialog.tsx";

/** Everything about one account on one page. */
export function AccountPage({ id }: { id: string }) {
  const query = trpc.crm.account.byId.useQuery({ id });
  if (query.isPending) return <LoadingState lines={12} label="Loading the account" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  return <LoadedAccount account={query.data} />;
}

function LoadedAccount({ account }: { account: Account }) {
  const may = useMay();
  const [editing, edit] = useDisclosure(false);
  const [merging, merge] = useDisclosure(false);
  const canRead = may("crm.activity.read");
  return (
    <>
      <PageCrumb label={account.name} />
      <PageHeader
        title={account.name}
        leading={<Avatar name={account.name} size={40} square />}
        badge={account.tags.length > 0 ? <ColourBadges items={account.tags} /> : null}
        description={
          account.domain ? (
            <Anchor href={`https://${account.domain}`} target="_blank" rel="noreferrer noopener" size="sm">
              {account.domain}
            </Anchor>
          ) : (
            account.industry
          )
        }
        primaryAction={
          may("crm.account.write") ? (
            <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
              Edit
            </Button>
          ) : null
        }
        secondaryActions={<MoreMenu account={account} onMerge={merge.open} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Stack gap="md">
            <AccountFacts account={account} />
            <AccountContacts account={account} />
            {may("crm.deal.read") ? <AccountDeals account={account} /> : null}
            <AccountLocations account={account} />
            {may("files.file.read") ? (
              <FilesPanel
                target={{ address: "crm.account", entityId: account.id }}
                canWrite={may("crm.account.write")}
              />
            ) : null}
          </Stack>
        </Grid.Col>
        {canRead ? (
          <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
            <Stack gap="md">
              {may("crm.activity.write") ? (
                <SectionCard title="Log">
                  <ActivityComposer target={{ accountId: account.id }} />
                </SectionCard>
              ) : null}
              <SectionCard title="Timeline">
                <AccountTimeline accountId={account.id} />
              </SectionCard>
            </Stack>
          </Grid.Col>
        ) : null}
      </Grid>
      <AccountDrawer key={account.version} opened={editing} onClose={edit.close} account={account} />
      <MergeDialog key={account.id} opened={merging} onClose={merge.close} account={account} />
    </>
  );
}

function MoreMenu({ account, onMerge }: { account: Account; onMerge: () => void }) {
  const may = useMay();
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const restore = trpc.crm.account.restore.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const remove = trpc.crm.account.remove.useMutation({
    onError: notifyError,
    onSuccess: async (removed) => {
      router.push(href("/crm/accounts"));
      await utils.crm.account.list.invalidate();
      notifySuccess(`${account.name} deleted`, { undo: () => restore.mutateAsync(removed) });
    },
  });
  if (!may("crm.account.merge") && !may("crm.account.remove")) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label="More actions">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may("crm.account.merge") ? (
          <Menu.Item leftSection={<IconArrowMerge size={15} aria-hidden />} onClick={onMerge}>
            Merge duplicates
          </Menu.Item>
        ) : null}
        {may("crm.account.remove") ? (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => remove.mutate({ ids: [account.id] })}
          >
            Delete
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
