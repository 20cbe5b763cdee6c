"use client";

import { Anchor } from "@mantine/core";
import { ColourBadges, type Column, DateText, formatPhone, Money, PersonName } from "@steward/ui";
import { useMemo } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { useOwnerOptions, useTags } from "../part/use-options.ts";

export type AccountRow = RouterOutputs["crm"]["account"]["list"]["items"][number];

/** The columns of the accounts list, with their filters. */
export function useAccountColumns(): Column<AccountRow>[] {
  const owners = useOwnerOptions({ withNobody: true });
  const tags = useTags();
  const currency = useTenant().currency;
  const industries = trpc.crm.account.industries.useQuery(undefined, { staleTime: 60_000 }).data;
  return useMemo(
    () => [
      { id: "name", header: "Name", sortable: true, width: 220, render: (row) => row.name },
      {
        id: "industry",
        header: "Industry",
        width: 145,
        render: (row) => row.industry,
        filter: {
          kind: "multiselect",
          options: (industries ?? []).map(({ value, count }) => ({ value, label: `${value} (${count})` })),
        },
      },
      {
        id: "ownerId",
        header: "Owner",
        width: 150,
        render: (row) => (row.owner ? <PersonName name={row.owner.name} /> : null),
        filter: { kind: "relation", ...owners },
      },
      {
        id: "tagId",
        header: "Tags",
        width: 145,
        render: (row) => (row.tags.length > 0 ? <ColourBadges items={row.tags} most={1} /> : null),
        filter: { kind: "multiselect", options: tags.map((tag) => ({ value: tag.id, label: tag.name })) },
      },
      {
        id: "employees",
        header: "Employees",
        align: "end",
        width: 100,
        render: (row) => row.employees?.toLocaleString("en"),
        filter: { kind: "number-range" },
      },
      {
        id: "annualRevenueMinor",
        header: "Annual revenue",
        width: 140,
        align: "end",
        render: (row) =>
          row.annualRevenueMinor === null ? null : (
            <Money amountMinor={row.annualRevenueMinor} currency={currency} compact />
          ),
      },
      {
        id: "domain",
        header: "Web site",
        defaultHidden: true,
        render: (row) => row.domain,
      },
      {
        id: "phone",
        header: "Phone",
        defaultHidden: true,
        render: (row) => (row.phone ? <Anchor href={`tel:${row.phone}`}>{formatPhone(row.phone)}</Anchor> : null),
      },
      {
        id: "createdAt",
        header: "Created",
        sortable: true,
        width: 115,
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
    ],
    [owners, tags, currency, industries],
  );
}
