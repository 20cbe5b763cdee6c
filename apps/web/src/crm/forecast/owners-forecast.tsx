"use client";

import { Anchor, Table, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { Absent, ErrorState, Money, PersonName, SectionCard } from "@steward/ui";
import Link from "next/link";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { filterQuery } from "../part/list-link.ts";

type Input = NonNullable<RouterInputs["crm"]["forecast"]["byOwner"]>;

/** Who is expected to bring what within the months, and what each has won in them. */
export function OwnersForecast({ input }: { input: Input }) {
  const href = useHref();
  const query = trpc.crm.forecast.byOwner.useQuery(input, { placeholderData: (previous) => previous });
  if (query.isError) return <ErrorState compact error={query.error} onRetry={query.refetch} />;
  if (!query.data || query.data.length === 0) return null;
  const scope = input.pipelineId ? { pipelineId: input.pipelineId } : {};
  const days = { from: input.from, to: input.to };
  const listOf = (owner: string, currency: string) =>
    href(
      `/crm/deals${filterQuery({
        ...scope,
        ownerId: [owner],
        currency,
        status: ["open"],
        expectedCloseOn: days,
        overdue: false,
        forecastCategory: ["commit", "bestCase", "pipeline"],
      })}`,
    );
  return (
    <SectionCard title="By owner">
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table horizontalSpacing="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Owner</Table.Th>
              <Table.Th scope="col" ta="end">
                Deals
              </Table.Th>
              <Table.Th scope="col" ta="end">
                Open amount
              </Table.Th>
              <Table.Th scope="col" ta="end">
                Weighted
              </Table.Th>
              <Table.Th scope="col" ta="end">
                Commit
              </Table.Th>
              <Table.Th scope="col" ta="end">
                Won
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {query.data.map(({ owner, currency, total, categories, won }) => (
              <Table.Tr key={`${owner?.id} ${currency}`}>
                <Table.Th scope="row" fw={500}>
                  {owner ? <PersonName name={owner.name} /> : <Text size="sm">Nobody</Text>}
                </Table.Th>
                <Table.Td ta="end">
                  {total.count > 0 ? (
                    <Anchor component={Link} prefetch={false} href={listOf(owner?.id ?? "none", currency)} inherit>
                      {total.count.toLocaleString("en")}
                    </Anchor>
                  ) : (
                    <Absent />
                  )}
                </Table.Td>
                <Amount amountMinor={total.amountMinor} currency={currency} />
                <Amount amountMinor={total.weightedMinor} currency={currency} />
                <Amount amountMinor={categories.commit.amountMinor} currency={currency} />
                <Amount amountMinor={won.amountMinor} currency={currency} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </SectionCard>
  );
}

function Amount({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return (
    <Table.Td ta="end">
      <Money amountMinor={amountMinor} currency={currency} compact />
    </Table.Td>
  );
}
