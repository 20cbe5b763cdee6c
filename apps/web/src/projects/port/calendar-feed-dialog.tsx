"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useSettings } from "@steward/client";
import { CopyText, confirmAction, ErrorState, LoadingState, notifyError } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

interface CalendarFeedDialogProps {
  /** Null: the caller's own tasks in all projects. */
  projectId: string | null;
  onClose: () => void;
}

/** The address at which a calendar finds what is due, with the ways to get another one and to end it. */
export function CalendarFeedDialog({ projectId, onClose }: CalendarFeedDialogProps) {
  const utils = trpc.useUtils();
  const { apiUrl } = useSettings();
  const feed = trpc.projects.feed.current.useQuery({ projectId });
  const refresh = () => utils.projects.feed.current.invalidate({ projectId });
  const renew = trpc.projects.feed.renew.useMutation({ onError: notifyError, onSuccess: refresh });
  const revoke = trpc.projects.feed.revoke.useMutation({ onError: notifyError, onSuccess: refresh });
  const askToRenew = () =>
    confirmAction({
      title: "Make a new address?",
      message: "Calendars that have the old one will not be told anything any more.",
      confirmLabel: "Make a new address",
      onConfirm: () => renew.mutateAsync({ projectId }),
    });
  return (
    <Modal opened onClose={onClose} title="Calendar feed" size="lg">
      <Stack gap="md">
        <Text size="sm">
          Give this address to your calendar, and it shows{" "}
          {projectId === null ? "what you have to do" : "this project’s tasks"} on the days they are due. It sees what
          you may see, as long as you may see it: keep it to yourself.
        </Text>
        {feed.isPending ? <LoadingState lines={2} label="Loading the address" /> : null}
        {feed.isError ? <ErrorState compact error={feed.error} onRetry={feed.refetch} /> : null}
        {feed.data ? (
          <>
            <CopyText label="address" value={new URL(feed.data.path, apiUrl).href} />
            <Group gap="xs">
              <Button variant="default" loading={renew.isPending} onClick={() => void askToRenew().catch(notifyError)}>
                New address
              </Button>
              <Button
                variant="default"
                color="red"
                loading={revoke.isPending}
                onClick={() => revoke.mutate({ projectId })}
              >
                End this feed
              </Button>
            </Group>
          </>
        ) : null}
        {feed.data === null ? (
          <Button style={{ alignSelf: "start" }} loading={renew.isPending} onClick={() => renew.mutate({ projectId })}>
            Make an address
          </Button>
        ) : null}
      </Stack>
    </Modal>
  );
}
