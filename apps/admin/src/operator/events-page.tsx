"use client";

import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ErrorState, LoadingState, PageHeader, SectionCard, StatTile, StatTiles } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";

type EventState = RouterOutputs["operator"]["event"]["current"];

const askAgainMs = 5_000;

/** What happens after events: how far behind it is, who is told of what, and telling them once more. */
export function EventsPage() {
  const state = trpc.operator.event.current.useQuery(undefined, { refetchInterval: askAgainMs });
  const [replaying, { open, close }] = useDisclosure(false);
  const consumers = state.data?.consumers ?? [];
  return (
    <>
      <PageHeader
        title="Events"
        description="Everything that happens in an organisation is handed to those parts of Steward that act upon it."
        primaryAction={
          <Button variant="default" onClick={open} disabled={consumers.length === 0}>
            Replay events
          </Button>
        }
      />
      {state.isPending ? <LoadingState lines={6} label="Asking how far events have come" /> : null}
      {state.isError ? <ErrorState error={state.error} onRetry={state.refetch} /> : null}
      {state.data ? <Figures state={state.data} /> : null}
      {replaying ? <ReplayDialog consumers={consumers.map(({ name }) => name)} onClose={close} /> : null}
    </>
  );
}

function Figures({ state: { lagSeconds, waiting, relaying, consumers } }: { state: EventState }) {
  return (
    <Stack gap="md">
      <StatTiles>
        <StatTile
          label="Relay"
          value={relaying ? "At work" : "Silent"}
          hint={relaying ? "A worker hands events on" : "No worker hands events on; start one"}
        />
        <StatTile label="Waiting" value={waiting} hint="Events that are not handed on yet" />
        <StatTile label="Behind" value={`${Math.ceil(lagSeconds)} s`} hint="How long the oldest has been waiting" />
      </StatTiles>
      <SectionCard title="Who is told">
        {consumers.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing acts upon events yet. Screens hear of them in any case.
          </Text>
        ) : (
          <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label="Who is told">
            {consumers.map(({ name, on }) => (
              <li key={name}>
                <Text size="sm" fw={500} ff="monospace" style={{ overflowWrap: "anywhere" }}>
                  {name}
                </Text>
                <Group gap={6} mt={4}>
                  {on.map((pattern) => (
                    <Code key={pattern} style={{ overflowWrap: "anywhere" }}>
                      {pattern}
                    </Code>
                  ))}
                </Group>
              </li>
            ))}
          </Stack>
        )}
      </SectionCard>
    </Stack>
  );
}
