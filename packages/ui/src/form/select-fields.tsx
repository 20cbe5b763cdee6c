"use client";

import { MultiSelect, Select, TagsInput } from "@mantine/core";
import { type FieldProps, inputProps } from "./fields.tsx";

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

interface SelectFieldProps<Value extends string> extends FieldProps<Value> {
  options: readonly Option<Value>[];
  searchable?: boolean;
}

export function SelectField<Value extends string>({ options, searchable, ...props }: SelectFieldProps<Value>) {
  const { field } = props;
  return (
    <Select<Value>
      {...inputProps(props)}
      data={[...options]}
      value={field.value ?? null}
      onChange={(value) => field.onChange(value)}
      searchable={searchable ?? options.length > 7}
      clearable={!field.required}
      allowDeselect={!field.required}
      nothingFoundMessage="Nothing matches"
      clearButtonProps={{ "aria-label": "Clear" }}
      checkIconPosition="right"
    />
  );
}

interface MultiSelectFieldProps<Value extends string> extends FieldProps<Value[]> {
  options: readonly Option<Value>[];
}

export function MultiSelectField<Value extends string>({ options, ...props }: MultiSelectFieldProps<Value>) {
  const { field } = props;
  return (
    <MultiSelect<Value>
      {...inputProps(props)}
      data={[...options]}
      value={field.value ?? []}
      onChange={(value) => field.onChange(value)}
      searchable
      hidePickedOptions
      nothingFoundMessage="Nothing matches"
    />
  );
}

/** Free words with suggestions: Enter or a comma adds one. */
export function TagsField({ suggestions = [], ...props }: FieldProps<string[]> & { suggestions?: readonly string[] }) {
  const { field } = props;
  return (
    <TagsInput
      {...inputProps(props)}
      data={[...suggestions]}
      value={field.value ?? []}
      onChange={(value) => field.onChange(value)}
      splitChars={[",", ";"]}
      acceptValueOnBlur
    />
  );
}
