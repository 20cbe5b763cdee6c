"use client";

import { Button, Paper } from "@mantine/core";
import {
  confirmAction,
  EmptyState,
  ErrorState,
  LoadingState,
  notifyError,
  notifySuccess,
  PageHeader,
} from "@steward/ui";
import { IconDevices } from "@tabler/icons-react";
import { trpc } from "../trpc/client.tsx";
import { SessionRow } from "./session-row.tsx";

/** Where the person is signed in, and the way out of each place. */
export function SessionsPage() {
  const utils = trpc.useUtils();
  const sessions = trpc.user.session.list.useQuery();
  const refresh = () => utils.user.session.list.invalidate();
  const revoke = trpc.user.session.revoke.useMutation({ onSuccess: refresh, onError: notifyError });
  const revokeOthers = trpc.user.session.revokeOthers.useMutation({ onSuccess: refresh });
  const others = sessions.data?.filter(({ current }) => !current) ?? [];

  const signOutOthers = () =>
    confirmAction({
      title: "Sign out everywhere else?",
      message: "Every other browser and program has to sign in again. This browser stays signed in.",
      confirmLabel: "Sign out everywhere else",
      onConfirm: async () => {
        await revokeOthers.mutateAsync();
        notifySuccess("You are signed in here only");
      },
    });

  return (
    <>
      <PageHeader
        title="Devices"
        description="Where you are signed in. Something you do not know? Sign it out, then change your password."
        primaryAction={
          others.length > 0 ? (
            <Button variant="default" onClick={signOutOthers}>
              Sign out everywhere else
            </Button>
          ) : null
        }
      />
      <Paper withBorder mt="md">
        {sessions.isPending ? (
          <LoadingState label="Loading your devices" />
        ) : sessions.isError ? (
          <ErrorState error={sessions.error} onRetry={sessions.refetch} />
        ) : sessions.data.length === 0 ? (
          <EmptyState icon={IconDevices} title="You are signed in nowhere" />
        ) : (
          <ul style={{ margin: 0, padding: 0, listStyle: "none" }} aria-label="Devices">
            {sessions.data.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                busy={revoke.isPending && revoke.variables.id === session.id}
                onRevoke={() => revoke.mutate({ id: session.id })}
              />
            ))}
          </ul>
        )}
      </Paper>
    </>
  );
}
