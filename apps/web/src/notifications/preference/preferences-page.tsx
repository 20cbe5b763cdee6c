"use client";

import { Stack } from "@mantine/core";
import { ErrorState, LoadingState, notifyError, PageHeader, SectionCard } from "@steward/ui";
import { type RouterInputs, trpc } from "../../trpc/client.tsx";
import { DevicesSection } from "./devices-section.tsx";
import { DigestSection } from "./digest-section.tsx";
import { KindsTable } from "./kinds-table.tsx";
import { QuietHoursSection } from "./quiet-hours-section.tsx";

export type PreferenceChange = RouterInputs["notifications"]["preference"]["update"];

/** How somebody is told of what: each choice holds as soon as it is made. */
export function PreferencesPage() {
  const utils = trpc.useUtils();
  const preferences = trpc.notifications.preference.current.useQuery();
  const update = trpc.notifications.preference.update.useMutation({
    onError: notifyError,
    onSuccess: (answer) => utils.notifications.preference.current.setData(undefined, answer),
    onSettled: () => utils.notifications.preference.current.invalidate(),
  });
  const change = (what: PreferenceChange) => update.mutate(what);
  // What was just chosen shows at once, also before the server has answered.
  const chosen = update.isPending ? update.variables : {};
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
            <KindsTable
              kinds={preferences.data.kinds.map((kind) => ({
                ...kind,
                ...chosen.kinds?.find(({ name }) => name === kind.name),
              }))}
              onChange={(kind) => change({ kinds: [kind] })}
            />
          </SectionCard>
          <DigestSection digest={chosen.digest ?? preferences.data.digest} onChange={(digest) => change({ digest })} />
          <QuietHoursSection
            quietHours={chosen.quietHours === undefined ? preferences.data.quietHours : chosen.quietHours}
            timeZone={chosen.timeZone === undefined ? preferences.data.timeZone : chosen.timeZone}
            onChange={change}
          />
          <DevicesSection />
        </Stack>
      )}
    </>
  );
}
