"use client";

import { MultiSelect } from "@mantine/core";
import type { FieldBinding } from "@steward/ui";
import { useTags } from "./use-options.ts";

/** The tags of a record, chosen from those there are. */
export function TagPickerField({ field }: { field: FieldBinding<string[]> }) {
  const tags = useTags();
  return (
    <MultiSelect
      label="Tags"
      name={field.name}
      data={tags.map((tag) => ({ value: tag.id, label: tag.name }))}
      value={field.value ?? []}
      onChange={(value) => field.onChange(value)}
      onBlur={field.onBlur}
      error={field.error}
      disabled={field.disabled}
      searchable
      clearable
      hidePickedOptions
      openOnFocus={false}
      nothingFoundMessage="No such tag"
      clearButtonProps={{ "aria-label": "Clear tags" }}
    />
  );
}
