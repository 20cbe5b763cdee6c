"use client";

import { AsyncSelectField, type FieldBinding } from "@steward/ui";
import { useOwnerOptions } from "./use-options.ts";

interface OwnerFieldProps {
  field: FieldBinding<string>;
  /** The name of the owner a form starts with. */
  selectedLabel?: string | undefined;
}

/** Whose record it is. */
export function OwnerField({ field, selectedLabel }: OwnerFieldProps) {
  const { search } = useOwnerOptions();
  return <AsyncSelectField field={field} label="Owner" search={search} selectedLabel={selectedLabel} />;
}
