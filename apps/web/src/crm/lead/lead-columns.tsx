"use client";

import { Anchor } from "@mantine/core";
import { ColourBadges, type Column, DateText, formatPhone, Money, PersonName } from "@steward/ui";
import { useMemo } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { useOwnerOptions, useTags } from "../part/use-options.ts";
import { LeadStatusBadge, leadTitle } from "./lead-words.tsx";

export type LeadRow = RouterOutputs["crm"]["lead"]["list"]["items"][number];

/** The columns of the leads list, with their filters. */
export function useLeadColumns(): Column<LeadRow>[] {
  const owners = useOwnerOptions({ withNobody: true });
  const tags = useTags();
  const sources = trpc.crm.lead.sources.useQuery(undefined, { staleTime: 60_000 }).data;
  return useMemo(
    () => [
      { id: "name", header: "Lead", sortable: true, render: leadTitle },
      { id: "company", header: "Company", render: (row) => row.company },
      { id: "status", header: "Status", width: 130, render: (row) => <LeadStatusBadge status={row.status} /> },
      { id: "email", header: "E-mail", width: 200, render: (row) => row.email },
      {
        id: "phone",
        header: "Phone",
        width: 150,
        render: (row) => (row.phone ? <Anchor href={`tel:${row.phone}`}>{formatPhone(row.phone)}</Anchor> : null),
      },
      {
        id: "source",
        header: "Source",
        width: 130,
        render: (row) => row.source,
        filter: {
          kind: "multiselect",
          options: (sources ?? []).map(({ value, count }) => ({ value, label: `${value} (${count})` })),
        },
      },
      {
        id: "ownerId",
        header: "Owner",
        render: (row) => (row.owner ? <PersonName name={row.owner.name} /> : null),
        filter: { kind: "relation", ...owners },
      },
      {
        id: "estimatedAmountMinor",
        header: "Estimate",
        align: "end",
        width: 120,
        render: (row) => <Money amountMinor={row.estimatedAmountMinor} currency={row.currency} compact />,
      },
      {
        id: "tagId",
        header: "Tags",
        width: 200,
        defaultHidden: true,
        render: (row) => (row.tags.length > 0 ? <ColourBadges items={row.tags} most={2} /> : null),
        filter: { kind: "multiselect", options: tags.map((tag) => ({ value: tag.id, label: tag.name })) },
      },
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
    ],
    [owners, tags, sources],
  );
}
