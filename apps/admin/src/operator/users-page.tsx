"use client";

import { Group, Text } from "@mantine/core";
import { roleLabels } from "@steward/contracts/kernel/role";
import { operatorUserFilter, operatorUserSortFields } from "@steward/contracts/operator/user";
import {
  type Column,
  DataTable,
  DateText,
  PageHeader,
  PersonName,
  RelativeTime,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { useState } from "react";
import { trpc } from "../trpc/client.tsx";
import { DisableUserDialog } from "./disable-user-dialog.tsx";
import { ImpersonateDialog } from "./impersonate-dialog.tsx";
import { type PlatformUser, type UserMatter, UserMenu } from "./user-menu.tsx";

function columnsWith(onChoose: (matter: UserMatter, user: PlatformUser) => void): Column<PlatformUser>[] {
  return [
    { id: "name", header: "Name", sortable: true, render: ({ name }) => <PersonName name={name} /> },
    { id: "email", header: "E-mail", sortable: true, width: 200, render: ({ email }) => email },
    {
      id: "organisations",
      header: "Organisations",
      width: 200,
      render: ({ organisations }) =>
        organisations.length > 0 ? organisations.map((one) => `${one.name} (${roleLabels[one.role]})`).join(", ") : "–",
    },
    {
      id: "disabled",
      header: "State",
      width: 180,
      filter: { kind: "boolean", yes: "Switched off", no: "Active" },
      render: (user) => <UserState user={user} />,
    },
    {
      id: "lastSeenAt",
      header: "Last seen",
      width: 120,
      render: ({ lastSeenAt }) => <RelativeTime value={lastSeenAt} />,
    },
    {
      id: "createdAt",
      header: "Since",
      sortable: true,
      width: 130,
      defaultHidden: true,
      render: ({ createdAt }) => <DateText value={createdAt} />,
    },
    {
      id: "actions",
      header: "Actions",
      width: 80,
      align: "end",
      hideable: false,
      inCard: true,
      render: (user) => <UserMenu user={user} onChoose={onChoose} />,
    },
  ];
}

const otherFilters = [
  { key: "operator", label: "Operator", kind: "boolean", yes: "Operators", no: "Everybody else" },
  { key: "verified", label: "E-mail confirmed", kind: "boolean", yes: "Confirmed", no: "Not confirmed" },
] as const;

/** Everybody with an account, wherever they belong. */
export function UsersPage() {
  const query = useListState({
    address: "operator.user",
    sortable: operatorUserSortFields,
    filterSchema: operatorUserFilter,
  });
  const users = trpc.operator.user.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const [chosen, choose] = useState<{ matter: UserMatter; user: PlatformUser }>();
  const [columns] = useState(() => columnsWith((matter, user) => choose({ matter, user })));
  const close = () => choose(undefined);
  return (
    <>
      <PageHeader title="Users" description="Everybody with an account, and the organisations they belong to." />
      <DataTable
        label="Users"
        columns={columns}
        query={query}
        pages={toPages(users)}
        filters={otherFilters}
        searchPlaceholder="Name or e-mail"
        empty={{ title: "Nobody has an account yet" }}
      />
      {chosen?.matter === "disable" ? (
        <DisableUserDialog key={chosen.user.id} user={chosen.user} onClose={close} />
      ) : null}
      {chosen?.matter === "impersonate" ? (
        <ImpersonateDialog key={chosen.user.id} user={chosen.user} onClose={close} />
      ) : null}
    </>
  );
}

function UserState({ user }: { user: PlatformUser }) {
  return (
    <Group gap={6}>
      <StatusBadge tone={user.disabledAt ? "danger" : "success"}>
        {user.disabledAt ? "Switched off" : "Active"}
      </StatusBadge>
      {user.operator ? <StatusBadge tone="accent">Operator</StatusBadge> : null}
      <Text size="xs" c="dimmed">
        {[user.secondFactor ? "two steps" : null, user.emailVerifiedAt ? null : "e-mail not confirmed"]
          .filter(Boolean)
          .join(" · ")}
      </Text>
    </Group>
  );
}
