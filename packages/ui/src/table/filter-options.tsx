"use client";

import { Checkbox, Loader, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { toProblem } from "../feedback/problem.ts";
import type { FilterDefinition, FilterOption } from "./types.ts";

interface OptionsFilterProps {
  options: readonly FilterOption[];
  multiple: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
}

function asList(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** One or several of a fixed set. */
export function OptionsFilter({ options, multiple, value, onChange, label }: OptionsFilterProps) {
  const [text, setText] = useState("");
  const chosen = asList(value);
  const wanted = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Stack gap="xs">
      {options.length > 8 ? <Find text={text} onText={setText} label={label} /> : null}
      {multiple ? (
        <OptionList options={wanted} chosen={chosen} onChange={onChange} label={label} />
      ) : (
        <Radio.Group value={chosen[0] ?? ""} onChange={onChange} aria-label={label}>
          <Stack gap={8} mah={280} style={{ overflowY: "auto" }}>
            {wanted.map((option) => (
              <Radio key={option.value} size="xs" value={option.value} label={option.label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </Stack>
  );
}

interface RelationFilterProps {
  filter: Extract<FilterDefinition, { kind: "relation" }>;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** Other records, searched on the server; the chosen ones stay on top. */
export function RelationFilter({ filter, value, onChange }: RelationFilterProps) {
  const { search, resolve } = filter;
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const [found, setFound] = useState<readonly FilterOption[]>();
  const [failure, setFailure] = useState<string>();
  const [known, setKnown] = useState<readonly FilterOption[]>([]);
  const chosen = asList(value);

  useEffect(() => {
    let current = true;
    search(wanted).then(
      (options) => {
        if (!current) return;
        setFound(options);
        setFailure(undefined);
        setKnown((before) => [...before, ...options]);
      },
      (error: unknown) => current && setFailure(toProblem(error).message),
    );
    return () => {
      current = false;
    };
  }, [search, wanted]);

  const missing = JSON.stringify(chosen.filter((id) => !known.some((option) => option.value === id)));
  useEffect(() => {
    if (!resolve || missing === "[]") return;
    let current = true;
    resolve(JSON.parse(missing)).then(
      (options) => current && setKnown((before) => [...before, ...options]),
      // An unnamed id keeps its placeholder and can still be unticked.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [resolve, missing]);

  const names = new Map(known.map((option) => [option.value, option.label]));
  const top = chosen.map((id) => ({ value: id, label: names.get(id) ?? "…" }));
  const rest = (found ?? []).filter((option) => !chosen.includes(option.value));
  return (
    <Stack gap="xs">
      <Find text={text} onText={setText} label={filter.label} />
      {found === undefined && !failure ? <Loader size="xs" aria-label="Searching" /> : null}
      {failure ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {failure}
        </Text>
      ) : null}
      <OptionList options={[...top, ...rest]} chosen={chosen} onChange={onChange} label={filter.label} />
    </Stack>
  );
}

function Find({ text, onText, label }: { text: string; onText: (text: string) => void; label: string }) {
  return (
    <TextInput
      data-autofocus
      aria-label={`Find ${label.toLowerCase()}`}
      placeholder="Find…"
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

interface OptionListProps {
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChange: (value: unknown) => void;
  label: string;
}

function OptionList({ options, chosen, onChange, label }: OptionListProps) {
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
    onChange(next.length > 0 ? next : undefined);
  };
  if (options.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing matches
      </Text>
    );
  }
  return (
    <Stack gap={8} mah={280} style={{ overflowY: "auto" }} role="group" aria-label={label}>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onChange={() => toggle(option.value)}
        />
      ))}
    </Stack>
  );
}
