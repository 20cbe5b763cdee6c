"use client";

import { Button } from "@mantine/core";
import { RestoreButton, type RouterOutputs, trpc, WaitingList, WaitingRow } from "@steward/client";
import { roleLabels } from "@steward/contracts/kernel/role";
import { DateText, notifyError } from "@steward/ui";

type Profile = RouterOutputs["user"]["me"];
type OwnInvitation = RouterOutputs["user"]["invitation"]["list"][number];

/** Below the organisations to choose from: those one is invited to, and those that cannot be entered now. */
export function WaitingOrganisations({
  invitations,
  closed,
}: {
  invitations: readonly OwnInvitation[];
  closed: Profile["closed"];
}) {
  return (
    <>
      {invitations.length > 0 ? (
        <WaitingList title="Invitations to you">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </WaitingList>
      ) : null}
      {closed.length > 0 ? (
        <WaitingList title="Closed to you now">
          {closed.map((organisation) => (
            <ClosedRow key={organisation.slug} organisation={organisation} />
          ))}
        </WaitingList>
      ) : null}
    </>
  );
}

function InvitationRow({ invitation }: { invitation: OwnInvitation }) {
  const { id, organisation, inviter, role, customRole } = invitation;
  const accept = trpc.user.invitation.accept.useMutation({
    onSuccess: ({ slug }) => window.location.assign(`/${slug}`),
    onError: notifyError,
  });
  return (
    <WaitingRow
      title={organisation.name}
      detail={`${inviter} invites you as ${customRole?.name ?? roleLabels[role]}`}
      action={
        <Button
          size="xs"
          loading={accept.isPending || accept.isSuccess}
          onClick={() => accept.mutate({ id })}
          aria-label={`Accept the invitation to ${organisation.name}`}
        >
          Accept
        </Button>
      }
    />
  );
}

function ClosedRow({ organisation }: { organisation: Profile["closed"][number] }) {
  const { slug, name, state, purgeAfter, mayRestore } = organisation;
  const detail = {
    disabled: "Your access is switched off. Ask one of its administrators.",
    suspended: "Suspended by the people who run this platform.",
    beingRemoved: (
      <>
        Will be removed on <DateText value={purgeAfter} />
      </>
    ),
  }[state];
  return (
    <WaitingRow
      title={name}
      detail={detail}
      action={mayRestore ? <RestoreButton slug={slug} onRestored={() => window.location.assign(`/${slug}`)} /> : null}
    />
  );
}
