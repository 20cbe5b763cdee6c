"use client";

import { Alert, Button } from "@mantine/core";
import { useMay } from "@steward/client";
import {
  invitationFilter,
  invitationSortFields,
  invitationStatuses,
  invitationStatusLabels,
} from "@steward/contracts/org/invitation";
import {
  type Column,
  DataTable,
  DateText,
  PageHeader,
  RelativeTime,
  StatusBadge,
  type Tone,
  toPages,
  useListState,
} from "@steward/ui";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { roleName } from "../role/role-words.ts";
import { trpc } from "../trpc/client.tsx";
import { type Invitation, InvitationMenu } from "./invitation-menu.tsx";
import { InviteDrawer } from "./invite-drawer.tsx";
import { type InvitationAnswer, outcomesInWords } from "./outcome-words.ts";

const tones: Record<Invitation["status"], Tone> = {
  pending: "info",
  accepted: "success",
  expired: "warning",
  revoked: "neutral",
};

const columns: readonly Column<Invitation>[] = [
  { id: "email", header: "E-mail", sortable: true, hideable: false, render: ({ email }) => email },
  { id: "role", header: "As", width: 160, render: (invitation) => roleName(invitation) },
  {
    id: "status",
    header: "State",
    width: 130,
    filter: {
      kind: "multiselect",
      options: invitationStatuses.map((value) => ({ value, label: invitationStatusLabels[value] })),
    },
    render: ({ status }) => <StatusBadge tone={tones[status]}>{invitationStatusLabels[status]}</StatusBadge>,
  },
  { id: "invitedBy", header: "By", width: 150, render: ({ invitedBy }) => invitedBy.name },
  {
    id: "createdAt",
    header: "Invited",
    sortable: true,
    width: 130,
    render: ({ createdAt }) => <RelativeTime value={createdAt} />,
  },
  {
    id: "expiresAt",
    header: "Ends",
    width: 130,
    render: ({ status, expiresAt }) =>
      status === "pending" || status === "expired" ? <DateText value={expiresAt} /> : "–",
  },
  {
    id: "actions",
    header: "Actions",
    width: 80,
    align: "end",
    hideable: false,
    inCard: true,
    render: (invitation) => <InvitationMenu invitation={invitation} />,
  },
];

/** Who has been invited, and what became of it. */
export function InvitationsPage({ creating }: { creating: boolean }) {
  const may = useMay();
  const query = useListState({
    address: "org.invitation",
    sortable: invitationSortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: invitationFilter,
  });
  const invitations = trpc.org.invitation.list.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
  });
  const [drawer, setDrawer] = useState(creating && may("org.invitation.write"));
  const [answers, setAnswers] = useState<readonly InvitationAnswer[]>([]);
  const inviteButton = may("org.invitation.write") ? (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setDrawer(true)}>
      Invite people
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Invitations"
        description="A mail with a link that works once. Whoever has an account uses it; others make one."
        primaryAction={inviteButton}
      />
      <Outcomes answers={answers} onClose={() => setAnswers([])} />
      <DataTable
        label="Invitations"
        columns={columns}
        query={query}
        pages={toPages(invitations)}
        searchPlaceholder="E-mail"
        empty={{
          title: "Nobody has been invited yet",
          description: "Invite the people who will work here, several at once if you like.",
          action: inviteButton,
        }}
      />
      <InviteDrawer opened={drawer} onClose={() => setDrawer(false)} onInvited={setAnswers} />
    </>
  );
}

/** Where not every address could be invited, what became of each. */
function Outcomes({ answers, onClose }: { answers: readonly InvitationAnswer[]; onClose: () => void }) {
  const lines = outcomesInWords(answers);
  if (lines.length === 0) return null;
  return (
    <Alert
      mb="md"
      color="orange"
      role="status"
      title="Not everybody was invited"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={onClose}
    >
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}
