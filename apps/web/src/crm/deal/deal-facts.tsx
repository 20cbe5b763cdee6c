"use client";

import { Anchor, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { ColourBadges, DateText, type Definition, DefinitionList, Money, PersonName, SectionCard } from "@steward/ui";
import Link from "next/link";
import { ExpectedClose } from "./deal-columns.tsx";
import type { Deal } from "./deal-drawer.tsx";
import { categoryLabels } from "./deal-words.tsx";

/** What is known about a deal at a glance. */
export function DealFacts({ deal }: { deal: Deal }) {
  const href = useHref();
  const { account, contact, product, owner } = deal;
  const outlook: Definition[] = [
    {
      label: "Probability",
      value: `${deal.probability} %${deal.ownProbability === null ? "" : " (set on this deal)"}`,
    },
    {
      label: "Forecast",
      value: `${categoryLabels[deal.forecastCategory]}${deal.ownForecastCategory === null ? "" : " (set on this deal)"}`,
    },
    { label: "Expected close", value: <ExpectedClose deal={deal} /> },
  ];
  const ending: Definition[] = [
    { label: "Closed", value: <DateText value={deal.closedOn} /> },
    ...(deal.status === "lost" ? [{ label: "Lost because", value: deal.lostReason }] : []),
  ];
  return (
    <SectionCard title="Details">
      <DefinitionList
        items={[
          { label: "Amount", value: <Money amountMinor={deal.amountMinor} currency={deal.currency} compact /> },
          ...(deal.status === "open" ? outlook : ending),
          { label: "Opened", value: <DateText value={deal.openedOn} /> },
          { label: "Owner", value: owner ? <PersonName name={owner.name} /> : null },
          {
            label: "Account",
            value: account ? (
              <Anchor component={Link} inherit href={href(`/crm/accounts/${account.id}`)}>
                {account.name}
              </Anchor>
            ) : null,
          },
          {
            label: "Contact",
            value: contact ? (
              <Anchor component={Link} inherit href={href(`/crm/contacts/${contact.id}`)}>
                {contact.name}
              </Anchor>
            ) : null,
          },
          { label: "Product", value: product?.name },
          { label: "Pipeline", value: deal.pipeline.name },
          { label: "Tags", value: deal.tags.length > 0 ? <ColourBadges items={deal.tags} /> : null },
          ...(deal.externalRef ? [{ label: "Reference", value: deal.externalRef }] : []),
          { label: "Created", value: <DateText value={deal.createdAt} /> },
        ]}
      />
      {deal.description ? (
        <Text size="sm" mt="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {deal.description}
        </Text>
      ) : null}
    </SectionCard>
  );
}
