"use client";

import { Code } from "@mantine/core";
import { auditEventFilter, auditEventSortFields } from "@steward/contracts/org/audit-event";
import {
  type Column,
  DataTable,
  DateText,
  type FilterOption,
  PageHeader,
  PersonName,
  toPages,
  useListState,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { AuditDetails } from "./audit-details.tsx";
import { eventWords } from "./event-words.ts";

type AuditEvent = RouterOutputs["org"]["auditEvent"]["list"]["items"][number];

const columns: readonly Column<AuditEvent>[] = [
  {
    id: "name",
    header: "What happened",
    hideable: false,
    render: ({ name }) => <span title={name}>{eventWords(name)}</span>,
  },
  { id: "actorName", header: "By", width: 220, render: ({ actorName }) => <PersonName name={actorName} /> },
  {
    id: "createdAt",
    header: "When",
    width: 190,
    sortable: true,
    render: ({ createdAt }) => <DateText value={createdAt} withTime />,
  },
  {
    id: "entityId",
    header: "Record",
    width: 310,
    defaultHidden: true,
    filter: { kind: "text" },
    render: ({ entityId }) => <Code>{entityId}</Code>,
  },
  {
    id: "requestId",
    header: "Request",
    width: 310,
    defaultHidden: true,
    render: ({ requestId }) => <Code>{requestId}</Code>,
  },
  { id: "payload", header: "Details", width: 110, render: (event) => <AuditDetails event={event} /> },
];

/** What was done in the organisation, by whom, newest first. */
export function AuditPage() {
  const query = useListState({
    address: "org.auditEvent",
    sortable: auditEventSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: auditEventFilter,
  });
  const utils = trpc.useUtils();
  const events = trpc.org.auditEvent.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every change to a record, with who made it. Nothing here can be altered."
      />
      <DataTable
        label="Audit log"
        columns={columns}
        query={query}
        pages={toPages(events)}
        searchable={false}
        filters={[
          {
            key: "actorId",
            label: "By",
            kind: "relation",
            search: async (search) => asOptions(await utils.org.member.list.fetch({ search, limit: 20 })),
            resolve: async () => asOptions(await utils.org.member.list.fetch({ limit: 100 })),
          },
        ]}
        empty={{ title: "Nothing has happened yet", description: "Changes to records appear here as they are made." }}
      />
    </>
  );
}

function asOptions({ items }: RouterOutputs["org"]["member"]["list"]): FilterOption[] {
  return items.map(({ id, name }) => ({ value: id, label: name }));
}
