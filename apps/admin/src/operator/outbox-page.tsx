"use client";

import { mailTemplates } from "@steward/contracts/kernel/mail";
import { mailFilter, mailSortFields, mailStates } from "@steward/contracts/operator/mail";
import { type Column, DataTable, PageHeader, RelativeTime, StatusBadge, toPages, useListState } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { mailLabels, mailStateWords } from "./mail-words.ts";

type Mail = RouterOutputs["operator"]["mail"]["list"]["items"][number];

const columns: readonly Column<Mail>[] = [
  { id: "recipient", header: "To", hideable: false, render: ({ recipient }) => recipient },
  { id: "subject", header: "Subject", width: 310, render: ({ subject, template }) => subject ?? mailLabels[template] },
  {
    id: "status",
    header: "State",
    width: 130,
    filter: { kind: "select", options: mailStates.map((value) => ({ value, label: mailStateWords[value].label })) },
    render: ({ status }) => (
      <StatusBadge tone={mailStateWords[status].tone}>{mailStateWords[status].label}</StatusBadge>
    ),
  },
  {
    id: "template",
    header: "Kind",
    width: 180,
    defaultHidden: true,
    filter: { kind: "select", options: mailTemplates.map((value) => ({ value, label: mailLabels[value] })) },
    render: ({ template }) => mailLabels[template],
  },
  { id: "organisation", header: "Organisation", width: 180, render: ({ organisation }) => organisation ?? "–" },
  {
    id: "createdAt",
    header: "When",
    sortable: true,
    width: 150,
    render: ({ createdAt }) => <RelativeTime value={createdAt} />,
  },
];

/** The mail of the installation. Without a mail server this is where it arrives. */
export function OutboxPage() {
  const query = useListState({
    address: "operator.mail",
    sortable: mailSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: mailFilter,
  });
  const mail = trpc.operator.mail.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  return (
    <>
      <PageHeader
        title="Outbox"
        description="Mail the platform sends. Without a mail server it is kept here, to be read instead of sent; reading one is recorded."
      />
      <DataTable
        label="Outbox"
        columns={columns}
        query={query}
        pages={toPages(mail)}
        rowHref={({ id }) => `/operator/outbox/${id}`}
        rowLabel={({ recipient }) => recipient}
        searchPlaceholder="Recipient"
        empty={{ title: "No mail yet", description: "Invitations and links to sign in appear here as they are sent." }}
      />
    </>
  );
}
