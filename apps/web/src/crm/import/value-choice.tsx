"use client";

import { Group, SimpleGrid, Text } from "@mantine/core";
import type { ImportChoice } from "@steward/contracts/crm/import";
import type { ImportFieldType } from "@steward/contracts/crm/import-fields";
import { type AsyncOption, AsyncSelect, useLocale } from "@steward/ui";
import { useReferenceSearch } from "./use-reference-search.ts";
import { type FieldReview, referenceNouns, rowsText, shortened } from "./words.ts";

interface ValueChoiceProps {
  value: FieldReview["unmatched"][number];
  type: ImportFieldType;
  pipelineId: string | null;
  choice: ImportChoice | undefined;
  onChange: (choice: ImportChoice | undefined) => void;
}

const using = (id: string) => `use:${id}`;

function encode(choice: ImportChoice | undefined): string | null {
  if (!choice) return null;
  return choice.action === "use" ? using(choice.id) : choice.action;
}

function decode(value: string | null): ImportChoice | undefined {
  if (value?.startsWith("use:")) return { action: "use", id: value.slice(4) };
  const action = (["create", "empty", "skip", "won", "lost"] as const).find((each) => each === value);
  return action ? { action } : undefined;
}

/** One value that matches nothing, with everything that can be done about it in one list. */
export function ValueChoice({ value, type, pipelineId, choice, onChange }: ValueChoiceProps) {
  const { locale } = useLocale();
  const search = useReferenceSearch(type, pipelineId);
  const { text, suggestion } = value;
  const noun = referenceNouns[type] ?? "record";
  const fixed: AsyncOption[] = [
    ...(suggestion
      ? [{ value: using(suggestion.id), label: `Use “${suggestion.name}”`, description: "Suggested" }]
      : []),
    ...(type === "stage"
      ? [
          { value: "won", label: "Won" },
          { value: "lost", label: "Lost" },
        ]
      : []),
    ...(value.ambiguous ? [] : [{ value: "create", label: `Create the ${noun} “${shortened(text)}”` }]),
    ...(type === "stage" ? [] : [{ value: "empty", label: "Leave empty" }]),
    { value: "skip", label: "Leave these rows out" },
  ];
  const find = async (query: string) => {
    const records = await search(query);
    const found = records.map((each) => ({ ...each, value: using(each.value) }));
    return query === "" ? [...fixed, ...found.filter((each) => each.value !== fixed[0]?.value)] : found;
  };
  const current = encode(choice);
  const label =
    fixed.find((each) => each.value === current)?.label ?? (value.chosenName ? `Use “${value.chosenName}”` : undefined);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing={4}>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          {shortened(text)}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {rowsText(value.count, locale)}
          {value.ambiguous ? ", several records are called so" : ""}
        </Text>
      </Group>
      <AsyncSelect
        value={current}
        selectedLabel={label}
        search={find}
        clearable
        onChange={(next) => onChange(decode(next))}
        input={{
          "aria-label": `What to do with “${shortened(text)}”`,
          placeholder: suggestion ? `Is it “${suggestion.name}”?` : "Choose…",
        }}
      />
    </SimpleGrid>
  );
}
