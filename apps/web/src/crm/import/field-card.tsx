"use client";

import { Button, Paper, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { importReferences, isImportReference } from "@steward/contracts/crm/import-fields";
import { useLocale } from "@steward/ui";
import { useState } from "react";
import { ValueChoice } from "./value-choice.tsx";
import { type FieldChoices, type FieldReview, referenceNouns, rowsText, shortened } from "./words.ts";

interface FieldCardProps {
  review: FieldReview;
  pipelineId: string | null;
  choices: FieldChoices;
  onChange: (choices: FieldChoices) => void;
}

const shownAtFirst = 10;
const noOthers = "";

/** One column: how many of its cells mean something, and what to do with those that do not. */
export function FieldCard({ review, pipelineId, choices, onChange }: FieldCardProps) {
  const { locale } = useLocale();
  const figure = new Intl.NumberFormat(locale);
  const [all, setAll] = useState(false);
  const shown = all ? review.unmatched : review.unmatched.slice(0, shownAtFirst);
  const close = review.unmatched.filter(({ suggestion, text }) => suggestion?.close && !choices.values[text]);
  const acceptAll = () => {
    const accepted = close.flatMap(({ text, suggestion }) =>
      suggestion ? [[text, { action: "use", id: suggestion.id }] as const] : [],
    );
    onChange({ ...choices, values: { ...choices.values, ...Object.fromEntries(accepted) } });
  };
  return (
    <Paper withBorder p="md" component="section" aria-label={review.label}>
      <Stack gap="md">
        <div>
          <Text component="h2" size="sm" fw={600}>
            {review.label}
          </Text>
          <Text size="sm" c="dimmed">
            <Summary review={review} />
          </Text>
        </div>
        {close.length > 1 ? (
          <Button variant="light" size="xs" onClick={acceptAll} style={{ alignSelf: "start" }}>
            Accept {figure.format(close.length)} suggestions
          </Button>
        ) : null}
        {shown.map((value) => (
          <ValueChoice
            key={value.text}
            value={value}
            type={review.type}
            pipelineId={pipelineId}
            choice={choices.values[value.text]}
            onChange={(choice) => {
              const { [value.text]: _, ...rest } = choices.values;
              onChange({ ...choices, values: choice ? { ...rest, [value.text]: choice } : rest });
            }}
          />
        ))}
        {review.unmatched.length > shown.length ? (
          <Button variant="subtle" size="xs" onClick={() => setAll(true)} style={{ alignSelf: "start" }}>
            Show all {figure.format(review.unmatched.length)}
          </Button>
        ) : null}
        <Rules review={review} choices={choices} onChange={onChange} />
      </Stack>
    </Paper>
  );
}

function Summary({ review }: { review: FieldReview }) {
  const { locale } = useLocale();
  const figure = new Intl.NumberFormat(locale);
  const { matchedRows, matchedValues, unmatchedRows, unmatchedValues, blankRows, invalidRows } = review;
  const parts: string[] = [];
  const different = (count: number) => `${figure.format(count)} different ${count === 1 ? "value" : "values"}`;
  if (matchedRows > 0)
    parts.push(
      `${rowsText(matchedRows, locale)} ${matchedRows === 1 ? "matches" : "match"} (${different(matchedValues)}).`,
    );
  if (unmatchedRows > 0)
    parts.push(
      `${rowsText(unmatchedRows, locale)} ${unmatchedRows === 1 ? "matches" : "match"} nothing (${different(unmatchedValues)}).`,
    );
  if (blankRows > 0) parts.push(`${rowsText(blankRows, locale)} ${blankRows === 1 ? "is" : "are"} empty here.`);
  if (invalidRows > 0) {
    const examples = review.invalid.slice(0, 3).map(({ text }) => `“${shortened(text, 40)}”`);
    parts.push(`${rowsText(invalidRows, locale)} cannot be read, such as ${examples.join(", ")}.`);
  }
  return parts.join(" ");
}

/** What goes for all values without a choice of their own, for empty cells and for unreadable ones. */
function Rules({ review, choices, onChange }: Omit<FieldCardProps, "pipelineId">) {
  const { locale } = useLocale();
  const reference = isImportReference(review.type);
  const noun = referenceNouns[importReferences.find((each) => each === review.type) ?? ""] ?? "record";
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {review.unmatchedValues > 1 ? (
        <Select
          label="All other values that match nothing"
          data={[
            { value: noOthers, label: "Ask me for each" },
            { value: "create", label: `Create a new ${noun}` },
            ...(review.type === "stage"
              ? []
              : [{ value: "empty", label: `Import without ${review.label.toLowerCase()}` }]),
            { value: "skip", label: "Leave the rows out" },
          ]}
          value={choices.others ?? noOthers}
          allowDeselect={false}
          onChange={(value) =>
            onChange({
              ...choices,
              others: value === "create" || value === "empty" || value === "skip" ? value : undefined,
            })
          }
        />
      ) : null}
      {reference && review.blankRows > 0 ? (
        <Select
          label={`${rowsText(review.blankRows, locale)} without ${review.label.toLowerCase()}`}
          data={[
            { value: "empty", label: `Import without ${review.label.toLowerCase()}` },
            { value: "skip", label: "Leave the rows out" },
          ]}
          value={choices.blank}
          allowDeselect={false}
          onChange={(value) => onChange({ ...choices, blank: value === "skip" ? "skip" : "empty" })}
        />
      ) : null}
      {review.invalidRows > 0 ? (
        <Select
          label={`${rowsText(review.invalidRows, locale)} that cannot be read`}
          data={[
            { value: "fail", label: "Leave the rows out" },
            { value: "empty", label: "Import without this value" },
          ]}
          value={choices.invalid}
          allowDeselect={false}
          onChange={(value) => onChange({ ...choices, invalid: value === "empty" ? "empty" : "fail" })}
        />
      ) : null}
    </SimpleGrid>
  );
}
