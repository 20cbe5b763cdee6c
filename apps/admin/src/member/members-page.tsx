"use client";

import { roleLabels, roles } from "@steward/contracts/kernel/role";
import { memberFilter, memberSortFields } from "@steward/contracts/org/member";
import {
  type Column,
  DataTable,
  DateText,
  PageHeader,
  PersonName,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type Member = RouterOutputs["org"]["member"]["list"]["items"][number];

const columns: readonly Column<Member>[] = [
  { id: "name", header: "Name", sortable: true, hideable: false, render: ({ name }) => <PersonName name={name} /> },
  { id: "email", header: "E-mail", sortable: true, width: 260, render: ({ email }) => email },
  {
    id: "role",
    header: "Role",
    width: 150,
    filter: { kind: "multiselect", options: roles.map((value) => ({ value, label: roleLabels[value] })) },
    render: ({ role }) => roleLabels[role],
  },
  {
    id: "disabled",
    header: "Access",
    width: 120,
    filter: { kind: "boolean", yes: "Switched off", no: "Active" },
    render: ({ disabledAt }) => (
      <StatusBadge tone={disabledAt ? "neutral" : "success"}>{disabledAt ? "Switched off" : "Active"}</StatusBadge>
    ),
  },
  {
    id: "createdAt",
    header: "Since",
    sortable: true,
    width: 140,
    render: ({ createdAt }) => <DateText value={createdAt} />,
  },
];

/** The people of the organisation. */
export function MembersPage() {
  const query = useListState({ address: "org.member", sortable: memberSortFields, filterSchema: memberFilter });
  const members = trpc.org.member.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  return (
    <>
      <PageHeader title="Members" description="Who works in this organisation, and as what." />
      <DataTable
        label="Members"
        columns={columns}
        query={query}
        pages={toPages(members)}
        searchPlaceholder="Name or e-mail"
        empty={{ title: "Nobody here yet" }}
      />
    </>
  );
}
