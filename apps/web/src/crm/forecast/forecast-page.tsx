"use client";

import { Group, SegmentedControl, Select, Stack } from "@mantine/core";
import { forecastInput } from "@steward/contracts/crm/forecast";
import { dayIn, monthEnd, monthName, monthStart } from "@steward/contracts/kernel/day";
import { AsyncSelect, EmptyState, ErrorState, LoadingState, PageHeader, useLocale } from "@steward/ui";
import { useRouter, useSearchParams } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { usePipelines } from "../deal/use-deal-options.ts";
import { useOwnerOptions } from "../part/use-options.ts";
import { CurrencyForecast } from "./currency-forecast.tsx";
import { OwnersForecast } from "./owners-forecast.tsx";

const spans = [
  { value: "6", label: "6 months" },
  { value: "12", label: "12 months" },
  { value: "18", label: "18 months" },
];

/** What is expected to come in, month by month, and whose it is; every figure leads to its deals. */
export function ForecastPage() {
  const { input, months, set } = useForecastState();
  const forecast = trpc.crm.forecast.byMonth.useQuery(input, { placeholderData: (previous) => previous });
  const scope = { ...(input.pipelineId ? { pipelineId: input.pipelineId } : {}), ownerId: input.ownerId };
  return (
    <Stack gap="md">
      <PageHeader
        title="Forecast"
        description="Amount × probability of open deals by the month they are expected to close in"
      />
      <Controls input={input} months={months} set={set} />
      {forecast.isPending ? <LoadingState lines={10} label="Loading the forecast" /> : null}
      {forecast.isError ? <ErrorState error={forecast.error} onRetry={forecast.refetch} /> : null}
      {forecast.data?.currencies.length === 0 ? (
        <EmptyState title="Nothing to forecast" description="Open deals appear here as soon as there are any." />
      ) : null}
      {forecast.data?.currencies.map((one) => (
        <CurrencyForecast key={one.currency} forecast={one} period={forecast.data} scope={scope} />
      ))}
      <OwnersForecast input={input} />
    </Stack>
  );
}

type ForecastInput = typeof forecastInput._output;

/** The question stands in the address, so that a forecast can be shared. */
function useForecastState() {
  const { timeZone } = useLocale();
  const params = useSearchParams();
  const router = useRouter();
  const months = spans.find((span) => span.value === params.get("months"))?.value ?? "6";
  const first = monthStart(dayIn(timeZone, new Date()));
  const from = /^\d{4}-\d{2}-01$/.test(params.get("from") ?? "") ? (params.get("from") ?? first) : first;
  const parsed = forecastInput.safeParse({
    from,
    to: monthEnd(monthStart(from, Number(months) - 1)),
    ...(params.get("pipeline") ? { pipelineId: params.get("pipeline") } : {}),
    ...(params.get("owner") ? { ownerId: [params.get("owner")] } : {}),
  });
  const input: ForecastInput = parsed.success ? parsed.data : {};
  const set = (name: "months" | "pipeline" | "owner" | "from", value: string | null) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    router.replace(`?${next}`, { scroll: false });
  };
  return { input, months, set };
}

function Controls({ input, months, set }: ReturnType<typeof useForecastState>) {
  const { locale, timeZone } = useLocale();
  const { pipelines } = usePipelines();
  const owners = useOwnerOptions({ withNobody: true });
  const people = trpc.crm.salesperson.list.useQuery(
    { sort: { field: "name", direction: "asc" }, limit: 100 },
    { staleTime: 60_000 },
  );
  const ownerId = input.ownerId?.[0] ?? null;
  const now = monthStart(dayIn(timeZone, new Date()));
  const starts = [-12, -6, -3, -1, 0, 1, 3, 6].map((on) => monthStart(now, on));
  const selected = input.from ?? now;
  return (
    <Group gap="xs" role="toolbar" aria-label="Forecast settings">
      <Select
        aria-label="First month"
        data={[...new Set([...starts, selected])]
          .sort()
          .map((value) => ({ value, label: `From ${monthName(value, locale)}` }))}
        value={selected}
        onChange={(value) => set("from", value === now ? null : value)}
        allowDeselect={false}
        w={190}
      />
      <SegmentedControl aria-label="Months" data={spans} value={months} onChange={(value) => set("months", value)} />
      {pipelines.length > 1 ? (
        <Select
          aria-label="Pipeline"
          placeholder="All pipelines"
          data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          value={input.pipelineId ?? null}
          onChange={(value) => set("pipeline", value)}
          clearable
          clearButtonProps={{ "aria-label": "All pipelines" }}
          w={170}
        />
      ) : null}
      <AsyncSelect
        value={ownerId}
        onChange={(value) => set("owner", value)}
        search={owners.search}
        selectedLabel={ownerId === "none" ? "Nobody" : people.data?.items.find((person) => person.id === ownerId)?.name}
        clearable
        input={{ "aria-label": "Owner", placeholder: "All owners", w: 200 }}
      />
    </Group>
  );
}
