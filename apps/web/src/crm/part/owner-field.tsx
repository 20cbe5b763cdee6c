"use client";

import { AsyncSelectField, type FieldBinding } from "@steward/ui";
import { useOwnerOptions } from "./use-options.ts";

interface OwnerFieldProps {
  field: FieldBinding<string>;
  /** The name of the owner a form starts with. */
  selectedLabel?: string | undefined;
  /** A record that is being added belongs to who adds it unless somebody is chosen. */
  adding?: boolean;
}

/** Whose record it is. */
export function OwnerField({ field, selectedLabel, adding = false }: OwnerFieldProps) {
  const { search } = useOwnerOptions();
  return (
    <AsyncSelectField
      field={field}
      label="Owner"
      search={search}
      selectedLabel={selectedLabel}
      placeholder={adding ? "You" : "Nobody"}
    />
  );
}
