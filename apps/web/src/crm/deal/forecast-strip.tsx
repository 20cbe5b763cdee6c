"use client";

import { Anchor, Group, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { Money } from "@steward/ui";
import Link from "next/link";
import { trpc } from "../../trpc/client.tsx";
import { dealsInWords } from "./deal-words.tsx";

/** What the open deals of a pipeline are worth to the forecast, while one moves them. */
export function ForecastStrip({ pipelineId }: { pipelineId: string }) {
  const href = useHref();
  const forecast = trpc.crm.forecast.byMonth.useQuery({ pipelineId }, { placeholderData: (previous) => previous });
  if (!forecast.data) return <Text size="sm">&nbsp;</Text>;
  return (
    <Group gap="md" role="status" aria-label="Forecast of this pipeline">
      {forecast.data.currencies.map(({ currency, all }) => (
        <Text key={currency} size="sm">
          <Text span inherit c="dimmed">
            Forecast{" "}
          </Text>
          <Text span inherit fw={600} data-testid="weighted-forecast">
            <Money amountMinor={all.total.weightedMinor} currency={currency} compact />
          </Text>
          <Text span inherit c="dimmed">
            {" "}
            weighted of <Money amountMinor={all.total.amountMinor} currency={currency} compact /> in{" "}
            {dealsInWords(all.total.count)}; commit{" "}
            <Money amountMinor={all.categories.commit.amountMinor} currency={currency} compact />, best case{" "}
            <Money amountMinor={all.categories.bestCase.amountMinor} currency={currency} compact />
          </Text>
        </Text>
      ))}
      <Anchor component={Link} href={href("/crm/forecast")} size="sm">
        Open forecast
      </Anchor>
    </Group>
  );
}
