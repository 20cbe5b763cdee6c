"use client";

import { Anchor, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { DateText, ErrorState, LoadingState, Money, SectionCard, StatusBadge, type Tone } from "@steward/ui";
import Link from "next/link";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import type { Account } from "./account-drawer.tsx";

type Deal = RouterOutputs["crm"]["deal"]["list"]["items"][number];

const shown = 5;
const tones: Record<Deal["status"], Tone> = { open: "info", won: "success", lost: "danger" };

/** What is being sold to an account, and what was. */
export function AccountDeals({ account }: { account: Account }) {
  const href = useHref();
  const filter = { accountId: [account.id] };
  const latest = trpc.crm.deal.list.useQuery({ filter, sort: { field: "updatedAt", direction: "desc" }, limit: shown });
  const count = trpc.crm.deal.count.useQuery({ filter });
  const won = trpc.crm.deal.totals.useQuery({ filter: { ...filter, status: ["won"] } });
  const open = trpc.crm.deal.totals.useQuery({ filter: { ...filter, status: ["open"] } });
  return (
    <SectionCard title="Deals" count={count.data}>
      {latest.isPending ? <LoadingState lines={3} label="Loading deals" /> : null}
      {latest.isError ? <ErrorState compact error={latest.error} onRetry={latest.refetch} /> : null}
      {latest.data?.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing sold or offered yet.
        </Text>
      ) : null}
      <Group gap="lg" mb={latest.data?.items.length ? "sm" : 0}>
        <Sums label="Open" sums={open.data} />
        <Sums label="Won" sums={won.data} />
      </Group>
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {latest.data?.items.map((deal) => (
          <DealRow key={deal.id} deal={deal} />
        ))}
      </Stack>
      {(count.data ?? 0) > shown ? (
        <Anchor component={Link} href={href(`/crm/deals?f.accountId=${account.id}`)} size="sm" mt="xs" display="block">
          All {count.data} deals
        </Anchor>
      ) : null}
    </SectionCard>
  );
}

function Sums({ label, sums }: { label: string; sums: RouterOutputs["crm"]["deal"]["totals"] | undefined }) {
  if (!sums?.length) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {sums.map((sum) => (
        <Text key={sum.currency} fw={600}>
          <Money amountMinor={sum.amountMinor} currency={sum.currency} compact />{" "}
          <Text span size="xs" c="dimmed" fw={400}>
            in {sum.count === 1 ? "1 deal" : `${sum.count} deals`}
          </Text>
        </Text>
      ))}
    </div>
  );
}

function DealRow({ deal }: { deal: Deal }) {
  const href = useHref();
  const day = deal.closedOn ?? deal.expectedCloseOn;
  return (
    <Group justify="space-between" wrap="nowrap" component="li" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} href={href(`/crm/deals/${deal.id}`)} size="sm" fw={500}>
          {deal.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          <Money amountMinor={deal.amountMinor} currency={deal.currency} compact />
          {day ? (
            <>
              {" · "}
              <DateText value={day} />
            </>
          ) : null}
        </Text>
      </div>
      <div style={{ flex: "none" }}>
        <StatusBadge tone={tones[deal.status]}>{deal.status === "open" ? deal.stage.name : deal.status}</StatusBadge>
      </div>
    </Group>
  );
}
