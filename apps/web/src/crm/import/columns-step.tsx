"use client";

import { Alert, Badge, Group, Paper, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { importKinds } from "@steward/contracts/crm/import";
import { importFields, requiredImportFields } from "@steward/contracts/crm/import-fields";
import { useLocale } from "@steward/ui";
import { IconInfoCircle } from "@tabler/icons-react";
import { ReadingOptions } from "./reading-options.tsx";
import type { SetupChange, SetupDraft } from "./use-configure.ts";
import { delimiterLabels, encodingLabels, type ImportDetail, kindLabels, noticeTexts, rowsText } from "./words.ts";

interface ColumnsStepProps {
  detail: ImportDetail;
  draft: SetupDraft;
  onChange: (change: SetupChange) => void;
}

const kindOptions = importKinds.map((value) => ({ value, label: kindLabels[value] }));

/** Which kind of records the file holds, which field each column fills, and how its cells are read. */
export function ColumnsStep({ detail, draft, onChange }: ColumnsStepProps) {
  const { locale } = useLocale();
  const unused = draft.mapping.filter((name) => name === null).length;
  const named = requiredImportFields[draft.kind].some((field) => draft.mapping.includes(field));
  const facts = [
    rowsText(detail.rowCount, locale),
    encodingLabels[detail.encoding] ?? detail.encoding,
    `separated by ${delimiterLabels[detail.delimiter] ?? detail.delimiter}`,
  ].join(", ");
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="end" gap="sm">
        <Select
          label="The file holds"
          data={kindOptions}
          value={draft.kind}
          allowDeselect={false}
          onChange={(kind) => kind && kind !== draft.kind && onChange({ kind })}
        />
        <Text size="sm" c="dimmed">
          {facts}
        </Text>
      </Group>
      {detail.notices.map(({ code, columns }) => (
        <Alert key={code} color="orange" icon={<IconInfoCircle size={18} aria-hidden />}>
          {noticeTexts[code]} {columns.join(", ")}
        </Alert>
      ))}
      {named ? null : (
        <Alert color="orange" icon={<IconInfoCircle size={18} aria-hidden />}>
          Assign a column to {requiredNames(draft)} to go on.
        </Alert>
      )}
      <Stack gap="xs" component="section" aria-label="Columns of the file">
        {detail.headers.map((header, index) => (
          <ColumnRow
            key={header}
            header={header}
            samples={detail.sample.flatMap((cells) => cells[index]?.trim() || [])}
            draft={draft}
            index={index}
            onChange={onChange}
          />
        ))}
      </Stack>
      {unused > 0 ? (
        <Text size="sm" c="dimmed">
          {unused === 1 ? "1 column is" : `${unused} columns are`} not imported. The file’s rows are kept with it all
          the same.
        </Text>
      ) : null}
      <ReadingOptions draft={draft} onChange={onChange} />
    </Stack>
  );
}

function requiredNames({ kind }: SetupDraft): string {
  const names = requiredImportFields[kind].map(
    (name) => importFields[kind].find((field) => field.name === name)?.label ?? name,
  );
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}

interface ColumnRowProps {
  header: string;
  samples: readonly string[];
  draft: SetupDraft;
  index: number;
  onChange: (change: SetupChange) => void;
}

function ColumnRow({ header, samples, draft, index, onChange }: ColumnRowProps) {
  const value = draft.mapping[index] ?? null;
  const options = importFields[draft.kind].map(({ name, label }) => ({
    value: name,
    label,
    disabled: name !== value && draft.mapping.includes(name),
  }));
  const assign = (name: string | null) =>
    onChange({ mapping: draft.mapping.map((each, column) => (column === index ? name : each)) });
  return (
    <Paper withBorder px="md" py="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={500} size="sm" style={{ overflowWrap: "anywhere" }}>
              {header}
            </Text>
            {value === null ? (
              <Badge variant="default" size="sm">
                Not imported
              </Badge>
            ) : null}
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {samples.length === 0 ? "Empty in the first rows" : samples.slice(0, 3).join(" · ")}
          </Text>
        </Stack>
        <Select
          aria-label={`Field for ${header}`}
          data={options}
          value={value}
          onChange={assign}
          placeholder="Do not import"
          searchable
          clearable
          clearButtonProps={{ "aria-label": `Do not import ${header}` }}
        />
      </SimpleGrid>
    </Paper>
  );
}
