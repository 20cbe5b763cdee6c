"use client";

import { Anchor, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { DateText, DefinitionList, formatPhone, Money, PersonName, SectionCard } from "@steward/ui";
import Link from "next/link";
import { useTenant } from "../../shell/use-tenant.ts";
import type { Account } from "./account-drawer.tsx";

/** What is known about an account at a glance. */
export function AccountFacts({ account }: { account: Account }) {
  const href = useHref();
  const currency = useTenant().currency;
  const { aliases, owner, parent } = account;
  const alsoKnown = aliases
    ? [...aliases.names, ...aliases.domains, ...aliases.emails, ...aliases.phones.map(formatPhone)]
    : [];
  return (
    <SectionCard title="Details">
      <DefinitionList
        items={[
          { label: "Owner", value: owner ? <PersonName name={owner.name} /> : null },
          { label: "Industry", value: account.industry },
          {
            label: "Phone",
            value: account.phone ? (
              <Anchor inherit href={`tel:${account.phone}`}>
                {formatPhone(account.phone)}
              </Anchor>
            ) : null,
          },
          {
            label: "E-mail",
            value: account.email ? (
              <Anchor inherit href={`mailto:${account.email}`}>
                {account.email}
              </Anchor>
            ) : null,
          },
          { label: "Employees", value: account.employees?.toLocaleString("en") },
          {
            label: "Annual revenue",
            value: <Money amountMinor={account.annualRevenueMinor} currency={currency} compact />,
          },
          { label: "Founded", value: account.foundedYear },
          {
            label: "Parent account",
            value: parent ? (
              <Anchor inherit component={Link} href={href(`/crm/accounts/${parent.id}`)}>
                {parent.name}
              </Anchor>
            ) : null,
          },
          ...(alsoKnown.length > 0 ? [{ label: "Also known as", value: alsoKnown.join(", ") }] : []),
          { label: "Created", value: <DateText value={account.createdAt} /> },
        ]}
      />
      {account.description ? (
        <Text size="sm" mt="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {account.description}
        </Text>
      ) : null}
    </SectionCard>
  );
}
