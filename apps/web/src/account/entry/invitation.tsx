"use client";

import { Button, Text } from "@mantine/core";
import { EntryFrame, EntryNote, type SignInProvider, signInPath, signOut, trpc } from "@steward/client";
import { roleLabels } from "@steward/contracts/kernel/role";
import { notifyError, RelativeTime, toProblem } from "@steward/ui";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { LinkProblem } from "./link-problem.tsx";
import { NewMemberForm } from "./new-member-form.tsx";

export type InvitationPreview = RouterOutputs["auth"]["invitation"]["preview"];

interface InvitationProps {
  token: string;
  invitation: InvitationPreview;
  /** Who is signed in in this browser. */
  person: { name: string; email: string } | null;
  providers: readonly SignInProvider[];
}

/** Who invites whom to what, and the way in: with the account one is signed in with, another, or a new one. */
export function Invitation({ token, invitation, person, providers }: InvitationProps) {
  const { organisation, inviter, role, customRole, email, hasAccount, expiresAt } = invitation;
  const here = `/invitation?token=${encodeURIComponent(token)}`;
  const theirs = person?.email.toLowerCase() === email.toLowerCase();
  return (
    <EntryFrame
      title={`Join ${organisation.name}`}
      subtitle={
        <>
          {inviter} invites {email} as {customRole?.name ?? roleLabels[role]}. The invitation ends{" "}
          <RelativeTime value={expiresAt} />.
        </>
      }
    >
      {person && theirs ? <AcceptButton token={token} person={person} /> : null}
      {person && !theirs ? <WrongPerson person={person} email={email} here={here} /> : null}
      {!person && hasAccount ? (
        <EntryNote
          actions={
            <Button component="a" href={signInPath(here)} size="md" fullWidth>
              Sign in to accept
            </Button>
          }
        >
          You have an account with this address.
        </EntryNote>
      ) : null}
      {person || hasAccount ? null : (
        <NewMemberForm token={token} organisation={organisation.slug} providers={providers} returnTo={here} />
      )}
    </EntryFrame>
  );
}

function AcceptButton({ token, person }: { token: string; person: { name: string } }) {
  const accept = trpc.user.invitation.accept.useMutation({
    // A full load: the workspace is rendered for whoever has just become a member.
    onSuccess: ({ slug }) => window.location.assign(`/${slug}`),
  });
  return (
    <>
      <LinkProblem error={accept.error} />
      <Button
        size="md"
        fullWidth
        autoFocus
        loading={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ token })}
      >
        Accept as {person.name}
      </Button>
    </>
  );
}

function WrongPerson({ person, email, here }: { person: { email: string }; email: string; here: string }) {
  return (
    <EntryNote
      actions={
        <>
          <Button size="md" fullWidth onClick={() => signOut(here).catch(notifyError)}>
            Sign out and go on
          </Button>
          <Button component="a" href="/" variant="subtle" fullWidth>
            Stay signed in
          </Button>
        </>
      }
    >
      You are signed in as <b>{person.email}</b>, but this invitation is for <b>{email}</b>.
    </EntryNote>
  );
}

/** An invitation that cannot be accepted, with the reason. */
export function InvitationRefused({ reason }: { reason: string }) {
  return (
    <EntryFrame title={refusedTitles[reason] ?? "This invitation cannot be opened"}>
      <EntryNote
        actions={
          <Button component="a" href="/" variant="default" size="md" fullWidth>
            Go to Steward
          </Button>
        }
      >
        <Text size="md">{toProblem({ reason, code: "INTERNAL" }).message}</Text>
      </EntryNote>
    </EntryFrame>
  );
}

const refusedTitles: Readonly<Record<string, string>> = {
  "invitation.accepted": "This invitation has been accepted",
  "invitation.expired": "This invitation has expired",
  "invitation.revoked": "This invitation was taken back",
  "invitation.unknown": "This invitation does not exist",
};
