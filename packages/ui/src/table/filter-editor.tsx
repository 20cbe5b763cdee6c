"use client";

import { Button, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { currencyExponent } from "@steward/contracts/kernel/money";
import { useState } from "react";
import { useLocale } from "../theme/locale.tsx";
import { OptionsFilter, RelationFilter } from "./filter-options.tsx";
import { dayPresets, todayIn } from "./filter-text.ts";
import { isBlank } from "./list-address.ts";
import type { FilterDefinition } from "./types.ts";

export interface FilterEditorProps {
  filter: FilterDefinition;
  value: unknown;
  /** Undefined removes the filter. */
  onChange: (value: unknown) => void;
  onDone: () => void;
}

/** Edits one filter. Choices apply at once, typed values on Enter or Apply. */
export function FilterEditor(props: FilterEditorProps) {
  const { filter, value, onChange } = props;
  switch (filter.kind) {
    case "text":
      return <TextFilter {...props} />;
    case "select":
    case "multiselect":
      return (
        <OptionsFilter
          options={filter.options}
          multiple={filter.kind === "multiselect"}
          value={value}
          onChange={onChange}
          label={filter.label}
        />
      );
    case "relation":
      return <RelationFilter filter={filter} value={value} onChange={onChange} />;
    case "date-range":
      return <DateFilter {...props} />;
    case "number-range":
      return <NumberFilter {...props} scale={0} />;
    case "money-range":
      return <NumberFilter {...props} scale={currencyExponent(filter.currency)} unit={filter.currency} />;
    case "boolean":
      return (
        <SegmentedControl
          fullWidth
          aria-label={filter.label}
          value={value === undefined ? "any" : String(value)}
          onChange={(next) => onChange(next === "any" ? undefined : next === "true")}
          data={[
            { value: "any", label: "Any" },
            { value: "true", label: filter.yes ?? "Yes" },
            { value: "false", label: filter.no ?? "No" },
          ]}
        />
      );
  }
}

function Apply() {
  return (
    <Group justify="flex-end">
      <Button size="xs" type="submit">
        Apply
      </Button>
    </Group>
  );
}

function TextFilter({ filter, value, onChange, onDone }: FilterEditorProps) {
  const [text, setText] = useState(typeof value === "string" ? value : "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim() || undefined);
        onDone();
      }}
    >
      <Stack gap="xs">
        <TextInput
          data-autofocus
          aria-label={`${filter.label} contains`}
          placeholder="Contains…"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Apply />
      </Stack>
    </form>
  );
}

function rangeOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function DateFilter({ value, onChange, onDone }: FilterEditorProps) {
  const { timeZone } = useLocale();
  const range = rangeOf(value);
  const day = (name: "from" | "to") => (typeof range[name] === "string" ? range[name] : null);
  const set = (name: "from" | "to", next: string | null) => {
    const { [name]: _old, ...others } = range;
    const changed = next ? { ...others, [name]: next } : others;
    onChange(isBlank(changed) ? undefined : changed);
  };
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing={6} verticalSpacing={6}>
        {dayPresets(todayIn(timeZone)).map((preset) => (
          <Button
            key={preset.label}
            size="xs"
            variant={preset.range.from === range.from && preset.range.to === range.to ? "light" : "default"}
            onClick={() => {
              onChange({ ...preset.range });
              onDone();
            }}
          >
            {preset.label}
          </Button>
        ))}
      </SimpleGrid>
      <SimpleGrid cols={2} spacing={6}>
        {(["from", "to"] as const).map((name) => (
          <DateInput
            key={name}
            label={name === "from" ? "From" : "Until"}
            value={day(name)}
            onChange={(next) => set(name, next)}
            valueFormat="D MMM YYYY"
            clearable
            clearButtonProps={{ "aria-label": "Clear" }}
            popoverProps={{ withinPortal: false }}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function NumberFilter({ value, onChange, onDone, scale, unit }: FilterEditorProps & { scale: number; unit?: string }) {
  const factor = 10 ** scale;
  const range = rangeOf(value);
  const initial = (name: "min" | "max") => (typeof range[name] === "number" ? range[name] / factor : "");
  const [ends, setEnds] = useState<Record<"min" | "max", number | string>>({
    min: initial("min"),
    max: initial("max"),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const next: Record<string, number> = {};
        for (const name of ["min", "max"] as const) {
          if (typeof ends[name] === "number") next[name] = Math.round(ends[name] * factor);
        }
        onChange(isBlank(next) ? undefined : next);
        onDone();
      }}
    >
      <Stack gap="xs">
        <SimpleGrid cols={2} spacing={6}>
          {(["min", "max"] as const).map((name) => (
            <NumberInput
              key={name}
              data-autofocus={name === "min" || undefined}
              label={`${name === "min" ? "At least" : "At most"}${unit ? ` (${unit})` : ""}`}
              value={ends[name]}
              onChange={(next) => setEnds((now) => ({ ...now, [name]: next }))}
              decimalScale={scale}
              hideControls
              thousandSeparator=" "
            />
          ))}
        </SimpleGrid>
        <Apply />
      </Stack>
    </form>
  );
}
