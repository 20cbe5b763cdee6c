"use client";

import { Stack } from "@mantine/core";
import { ErrorState, LoadingState, notifyError, PageHeader, SectionCard } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { DevicesSection } from "./devices-section.tsx";
import { DigestSection } from "./digest-section.tsx";
import { KindsTable } from "./kinds-table.tsx";
import { type PreferenceChange, QuietHoursSection } from "./quiet-hours-section.tsx";

type Preferences = RouterOutputs["notifications"]["preference"]["current"];

/** How somebody is told of what: each choice holds as soon as it is made. */
export function PreferencesPage() {
  const utils = trpc.useUtils();
  const { current } = utils.notifications.preference;
  const preferences = trpc.notifications.preference.current.useQuery();
  const update = trpc.notifications.preference.update.useMutation({
    // What was just chosen shows at once, also before the server has answered, and beside what is chosen next.
    async onMutate(change) {
      await current.cancel();
      current.setData(undefined, (before) => before && withChange(before, change));
    },
    onError: notifyError,
    onSettled: () => current.invalidate(),
  });
  const change = (what: PreferenceChange) => update.mutate(what);
  return (
    <>
      <PageHeader
        title="How you are notified"
        description="What you choose here is yours alone, in this organisation"
      />
      {preferences.isPending ? (
        <LoadingState label="Loading your preferences" />
      ) : preferences.isError ? (
        <ErrorState error={preferences.error} onRetry={preferences.refetch} />
      ) : (
        <Stack gap="md" maw={760}>
          <SectionCard title="What you are told of">
            <KindsTable kinds={preferences.data.kinds} onChange={(kind) => change({ kinds: [kind] })} />
          </SectionCard>
          <DigestSection digest={preferences.data.digest} onChange={(digest) => change({ digest })} />
          <QuietHoursSection
            quietHours={preferences.data.quietHours}
            timeZone={preferences.data.timeZone}
            onChange={change}
          />
          <DevicesSection />
        </Stack>
      )}
    </>
  );
}

function withChange(before: Preferences, { kinds, digest, quietHours, timeZone }: PreferenceChange): Preferences {
  return {
    ...before,
    kinds: before.kinds.map((kind) => ({ ...kind, ...kinds?.find(({ name }) => name === kind.name) })),
    digest: digest ?? before.digest,
    quietHours: quietHours === undefined ? before.quietHours : quietHours,
    timeZone: timeZone === undefined ? before.timeZone : timeZone,
  };
}
