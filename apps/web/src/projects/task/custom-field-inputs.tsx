"use client";

import { Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import type { CustomFieldItem } from "@steward/contracts/projects/custom-field";
import type { CustomValue } from "@steward/contracts/projects/task";
import { useEffect, useState } from "react";
import { useProjectPlan } from "../project/use-project-people.ts";

interface CustomFieldInputsProps {
  project: { id: string };
  values: Readonly<Record<string, CustomValue>>;
  onChange: (id: string, value: CustomValue) => void;
  disabled: boolean;
}

/** What a project asks of its tasks besides, with this one's answers. */
export function CustomFieldInputs({ project, values, onChange, disabled }: CustomFieldInputsProps) {
  const { fields } = useProjectPlan(project);
  return fields.map((field) => (
    <CustomFieldInput
      key={field.id}
      field={field}
      value={values[field.id] ?? null}
      onChange={(value) => onChange(field.id, value)}
      disabled={disabled}
    />
  ));
}

interface CustomFieldInputProps {
  field: CustomFieldItem;
  value: CustomValue;
  /** Called when somebody has chosen, or has finished writing. */
  onChange: (value: CustomValue) => void;
  disabled?: boolean;
}

/** One question of a project's own, by its kind. */
export function CustomFieldInput({ field, value, onChange, disabled = false }: CustomFieldInputProps) {
  const shared = { label: field.name, required: field.isRequired, disabled };
  switch (field.kind) {
    case "checkbox":
      return (
        <Checkbox
          label={field.name}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          disabled={disabled}
          mt="xs"
        />
      );
    case "choice":
      return (
        <Select
          {...shared}
          data={field.options}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          clearable={!field.isRequired}
          clearButtonProps={{ "aria-label": `Clear ${field.name}` }}
        />
      );
    case "date":
      return (
        <DateInput
          {...shared}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          valueFormat="D MMM YYYY"
          clearable={!field.isRequired}
          clearButtonProps={{ "aria-label": `Clear ${field.name}` }}
        />
      );
    case "number":
      return <WrittenNumber {...shared} value={typeof value === "number" ? value : null} onCommit={onChange} />;
    case "text":
      return <WrittenText {...shared} value={typeof value === "string" ? value : ""} onCommit={onChange} />;
  }
}

interface WrittenProps<Value> {
  label: string;
  required: boolean;
  disabled: boolean;
  value: Value;
  onCommit: (value: CustomValue) => void;
}

function WrittenNumber({ value, onCommit, ...input }: WrittenProps<number | null>) {
  const [written, setWritten] = useState<number | string>(value ?? "");
  useEffect(() => setWritten(value ?? ""), [value]);
  const commit = () => {
    const next = typeof written === "number" ? written : null;
    if (next !== value) onCommit(next);
  };
  return <NumberInput {...input} value={written} onChange={setWritten} onBlur={commit} />;
}

function WrittenText({ value, onCommit, ...input }: WrittenProps<string>) {
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  const commit = () => {
    if (written.trim() !== value) onCommit(written.trim() || null);
  };
  return (
    <TextInput
      {...input}
      autoComplete="off"
      maxLength={2000}
      value={written}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={commit}
    />
  );
}
