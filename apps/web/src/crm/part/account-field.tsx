"use client";

import { AsyncSelectField, type FieldBinding } from "@steward/ui";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useAccountOptions } from "./use-options.ts";

interface AccountFieldProps {
  field: FieldBinding<string>;
  label?: string;
  /** The name of the account a form starts with. */
  selectedLabel?: string | undefined;
  /** Offers to add an account by what was typed. */
  creatable?: boolean;
}

/** The account a record belongs to; a new one may be added on the way. */
export function AccountField({ field, label = "Account", selectedLabel, creatable = true }: AccountFieldProps) {
  const may = useMay();
  const utils = trpc.useUtils();
  const { search } = useAccountOptions();
  const create = trpc.crm.account.create.useMutation({ onSuccess: () => utils.crm.account.invalidate() });
  const add = async (name: string) => {
    const made = await create.mutateAsync({ name });
    return { value: made.id, label: made.name };
  };
  return (
    <AsyncSelectField
      field={field}
      label={label}
      search={search}
      selectedLabel={selectedLabel}
      {...(creatable && may("crm.account.write") ? { create: add } : {})}
    />
  );
}
