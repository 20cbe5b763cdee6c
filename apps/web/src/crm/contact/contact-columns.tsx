"use client";

import { Anchor } from "@mantine/core";
import { useHref } from "@steward/client";
import { ColourBadges, type Column, DateText, formatPhone, PersonName } from "@steward/ui";
import Link from "next/link";
import { useMemo } from "react";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { useAccountOptions, useOwnerOptions, useTags } from "../part/use-options.ts";

export type ContactRow = RouterOutputs["crm"]["contact"]["list"]["items"][number];

/** The columns of the contacts list, with their filters. */
export function useContactColumns(): Column<ContactRow>[] {
  const href = useHref();
  const owners = useOwnerOptions({ withNobody: true });
  const accounts = useAccountOptions();
  const tags = useTags();
  return useMemo(
    () => [
      { id: "name", header: "Name", sortable: true, render: (row) => <PersonName name={row.name} /> },
      {
        id: "accountId",
        header: "Account",
        width: 180,
        render: (row) =>
          row.account ? (
            <Anchor component={Link} href={href(`/crm/accounts/${row.account.id}`)} size="sm">
              {row.account.name}
            </Anchor>
          ) : null,
        filter: { kind: "relation", ...accounts },
      },
      { id: "jobTitle", header: "Job title", width: 150, render: (row) => row.jobTitle },
      {
        id: "emails",
        header: "E-mail",
        width: 200,
        render: (row) =>
          row.emails[0] ? (
            <Anchor href={`mailto:${row.emails[0]}`} size="sm">
              {row.emails[0]}
            </Anchor>
          ) : null,
      },
      {
        id: "phone",
        header: "Phone",
        render: (row) =>
          row.phone ? (
            <Anchor href={`tel:${row.phone}`} size="sm">
              {formatPhone(row.phone)}
            </Anchor>
          ) : null,
      },
      {
        id: "ownerId",
        header: "Owner",
        render: (row) => (row.owner ? <PersonName name={row.owner.name} /> : null),
        filter: { kind: "relation", ...owners },
      },
      {
        id: "tagId",
        header: "Tags",
        width: 140,
        render: (row) => (row.tags.length > 0 ? <ColourBadges items={row.tags} most={1} /> : null),
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
    [href, owners, accounts, tags],
  );
}
