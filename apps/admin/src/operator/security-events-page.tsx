"use client";

import { Code, Text } from "@mantine/core";
import { deviceName } from "@steward/client";
import { securityEventNames } from "@steward/contracts/auth/security-event";
import { securityEventFilter, securityEventSortFields } from "@steward/contracts/operator/security-event";
import {
  type Column,
  DataTable,
  DateText,
  type FilterDefinition,
  PageHeader,
  PersonName,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../trpc/client.tsx";
import { type PlatformEvent, SecurityEventDetails } from "./security-event-details.tsx";
import { securityWords, securityWordsOf } from "./security-words.ts";

const columns: readonly Column<PlatformEvent>[] = [
  {
    id: "name",
    header: "What happened",
    hideable: false,
    width: 250,
    filter: {
      kind: "select",
      options: securityEventNames.map((value) => ({ value, label: securityWords[value].words })),
    },
    render: ({ name }) => {
      const { words, tone } = securityWordsOf(name);
      return <StatusBadge tone={tone}>{words}</StatusBadge>;
    },
  },
  {
    id: "user",
    header: "To",
    width: 170,
    render: ({ userName, userEmail }) => (userName ? <PersonName name={userName} /> : (userEmail ?? "–")),
  },
  { id: "actor", header: "By", width: 150, defaultHidden: true, render: ({ actorName }) => actorName ?? "–" },
  { id: "organisation", header: "Organisation", width: 150, render: ({ organisation }) => organisation ?? "–" },
  {
    id: "from",
    header: "From",
    width: 170,
    render: ({ clientAddress, userAgent }) => (
      <Text size="sm" truncate component="span">
        {clientAddress ?? "–"}
        {userAgent ? ` · ${deviceName(userAgent)}` : null}
      </Text>
    ),
  },
  {
    id: "createdAt",
    header: "When",
    sortable: true,
    width: 150,
    render: ({ createdAt }) => <DateText value={createdAt} withTime />,
  },
  {
    id: "requestId",
    header: "Request",
    width: 300,
    defaultHidden: true,
    render: ({ requestId }) => <Code>{requestId}</Code>,
  },
  {
    id: "details",
    header: "Details",
    width: 90,
    hideable: false,
    inCard: true,
    render: (event) => <SecurityEventDetails event={event} />,
  },
];

/** The platform's own history: sign-ins, changes to access, and everything operators did. */
export function SecurityEventsPage() {
  const query = useListState({
    address: "operator.securityEvent",
    sortable: securityEventSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: securityEventFilter,
  });
  const events = trpc.operator.securityEvent.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const filters = useSubjectFilters();
  return (
    <>
      <PageHeader
        title="Security events"
        description="Sign-ins, changes to access, and what operators did. Nothing here can be altered."
      />
      <DataTable
        label="Security events"
        columns={columns}
        query={query}
        pages={toPages(events)}
        filters={filters}
        searchable={false}
        empty={{ title: "Nothing has happened yet" }}
      />
    </>
  );
}

/** Filters by person, operator and organisation; each finds the records it names. */
function useSubjectFilters(): FilterDefinition[] {
  const { operator } = trpc.useUtils();
  return useMemo(() => {
    const people = async (input: { search?: string; filter?: { operator: boolean } }) =>
      (await operator.user.list.fetch({ ...input, limit: 20 })).items.map(({ id, name, email }) => ({
        value: id,
        label: `${name} (${email})`,
      }));
    const tenants = async (search: string) =>
      (await operator.tenant.list.fetch({ search, limit: 20 })).items.map(({ id, name }) => ({
        value: id,
        label: name,
      }));
    return [
      {
        key: "userId",
        label: "To",
        kind: "relation",
        search: (search) => people({ search }),
        resolve: () => people({}),
      },
      {
        key: "actorId",
        label: "By operator",
        kind: "relation",
        search: (search) => people({ search, filter: { operator: true } }),
        resolve: () => people({ filter: { operator: true } }),
      },
      { key: "tenantId", label: "Organisation", kind: "relation", search: tenants, resolve: () => tenants("") },
    ];
  }, [operator]);
}
