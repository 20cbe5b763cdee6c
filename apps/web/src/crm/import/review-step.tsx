"use client";

import { Alert, Stack, Text } from "@mantine/core";
import { isImportReference } from "@steward/contracts/crm/import-fields";
import { ErrorState, LoadingState, StatTile, StatTiles, useLocale } from "@steward/ui";
import { IconInfoCircle } from "@tabler/icons-react";
import { FieldCard } from "./field-card.tsx";
import { PreviewTable } from "./preview-table.tsx";
import type { SetupChange, SetupDraft } from "./use-configure.ts";
import { type FieldChoices, type FieldReview, type ImportReview, isDecided, noChoices } from "./words.ts";

interface ReviewStepProps {
  /** Undefined until the server has read the file. */
  review: ImportReview | undefined;
  error: unknown;
  onRetry: () => unknown;
  draft: SetupDraft;
  onChange: (change: SetupChange) => void;
  busy: boolean;
}

/** What the file will do, and what to decide before it does. */
export function ReviewStep({ review, error, onRetry, draft, onChange, busy }: ReviewStepProps) {
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (!review) return <LoadingState label="Reading every row of the file" />;
  const set = (field: string, choices: FieldChoices) =>
    onChange({ options: { choices: { ...draft.options.choices, [field]: choices } } });
  const open = review.fields.filter((field) => !isDecided(field, draft.options.choices[field.field]));
  return (
    <Stack gap="lg" aria-busy={busy}>
      <Outcome counts={review.counts} />
      {open.length > 0 ? (
        <Alert color="orange" icon={<IconInfoCircle size={18} aria-hidden />} role="status">
          Some values match nothing. Choose what to do with them below: {open.map(({ label }) => label).join(", ")}.
        </Alert>
      ) : null}
      {review.fields.filter(needsAttention).map((field) => (
        <FieldCard
          key={field.field}
          review={field}
          pipelineId={draft.options.pipelineId}
          choices={draft.options.choices[field.field] ?? noChoices}
          onChange={(choices) => set(field.field, choices)}
        />
      ))}
      <PreviewTable review={review} />
    </Stack>
  );
}

/** Columns about which there is something to decide. */
function needsAttention(field: FieldReview): boolean {
  return field.unmatchedValues > 0 || field.invalidRows > 0 || (isImportReference(field.type) && field.blankRows > 0);
}

function Outcome({ counts }: { counts: ImportReview["counts"] }) {
  const { locale } = useLocale();
  const figure = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <Stack gap="xs" component="section" aria-labelledby="import-outcome">
      <Text component="h2" size="sm" fw={600} id="import-outcome">
        What will happen
      </Text>
      <StatTiles>
        <StatTile label="New" value={figure(counts.created)} />
        <StatTile
          label="Updated"
          value={figure(counts.updated)}
          {...(counts.unchanged > 0 ? { hint: `${figure(counts.unchanged)} without a change` } : {})}
        />
        <StatTile label="Left out" value={figure(counts.skipped)} hint="Kept in the import’s list" />
        <StatTile label="Cannot come in" value={figure(counts.failed)} hint="Kept in the import’s list" />
      </StatTiles>
    </Stack>
  );
}
