"use client";

import { Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { importMultipliers } from "@steward/contracts/crm/import";
import { importFields, importMatchKeysOf } from "@steward/contracts/crm/import-fields";
import { importDateOrders } from "@steward/contracts/kernel/import-file";
import { trpc } from "../../trpc/client.tsx";
import type { SetupChange, SetupDraft } from "./use-configure.ts";
import { matchKeyLabels } from "./words.ts";

interface ReadingOptionsProps {
  draft: SetupDraft;
  onChange: (change: SetupChange) => void;
}

const dateLabels = { dmy: "Day first: 31/12/2026", mdy: "Month first: 12/31/2026" } as const;
const multiplierLabels = { 1: "As they stand", 1000: "In thousands", 1000000: "In millions" } as const;
const duplicateOptions = [
  { value: "skip", label: "Leave the row out" },
  { value: "update", label: "Update the record" },
  { value: "create", label: "Add another record" },
] as const;

/** How cells are read where it is not self-evident, and when a row counts as a record that is there already. */
export function ReadingOptions({ draft, onChange }: ReadingOptionsProps) {
  const { kind, mapping, options } = draft;
  const set = (change: SetupChange["options"]) => onChange({ options: change });
  const types = new Set(importFields[kind].filter(({ name }) => mapping.includes(name)).map(({ type }) => type));
  const keys = importMatchKeysOf[kind].filter((key) => mapping.includes(key) || (kind === "contact" && key === "name"));
  return (
    <Stack gap="sm" component="section" aria-labelledby="import-reading">
      <Text component="h2" size="sm" fw={600} id="import-reading">
        How to read it
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {types.has("date") ? (
          <Select
            label="Dates such as 03/04/2026"
            data={importDateOrders.map((value) => ({ value, label: dateLabels[value] }))}
            value={options.dateOrder}
            allowDeselect={false}
            onChange={(value) => set({ dateOrder: value === "mdy" ? "mdy" : "dmy" })}
          />
        ) : null}
        {types.has("amount") ? (
          <>
            <Select
              label="Decimal sign"
              data={[
                { value: ".", label: "Point: 1,234.50" },
                { value: ",", label: "Comma: 1.234,50" },
              ]}
              value={options.decimal}
              allowDeselect={false}
              onChange={(value) => set({ decimal: value === "," ? "," : "." })}
            />
            <Select
              label={`Amounts in ${options.currency}`}
              data={importMultipliers.map((each) => ({ value: String(each), label: multiplierLabels[each] }))}
              value={String(options.multiplier)}
              allowDeselect={false}
              onChange={(value) => set({ multiplier: importMultipliers.find((each) => String(each) === value) ?? 1 })}
            />
          </>
        ) : null}
        {kind === "deal" ? (
          <PipelineSelect value={options.pipelineId} onChange={(pipelineId) => set({ pipelineId })} />
        ) : null}
        {keys.length > 0 ? (
          <>
            <Select
              label="A row is already there if it has the same"
              data={keys.map((value) => ({ value, label: matchKeyLabels[value] }))}
              value={options.matchKey}
              allowDeselect={false}
              onChange={(value) => set({ matchKey: keys.find((key) => key === value) ?? options.matchKey })}
            />
            <Select
              label="Then"
              data={duplicateOptions}
              value={options.duplicates}
              allowDeselect={false}
              onChange={(value) =>
                set({ duplicates: duplicateOptions.find((each) => each.value === value)?.value ?? "skip" })
              }
            />
          </>
        ) : null}
      </SimpleGrid>
    </Stack>
  );
}

function PipelineSelect({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const pipelines = trpc.crm.pipeline.list.useQuery(undefined, { staleTime: 60_000 }).data ?? [];
  if (pipelines.length < 2) return null;
  return (
    <Select
      label="Pipeline"
      data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? pipelines[0]?.id ?? null}
      allowDeselect={false}
      onChange={(id) => id && onChange(id)}
    />
  );
}
