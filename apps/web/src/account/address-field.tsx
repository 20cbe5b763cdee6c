"use client";

import { Anchor, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { trpc, useSettings } from "@steward/client";
import type { FieldProps } from "@steward/ui";

interface Address {
  /** The free address nearest to what was typed; undefined while nobody knows, null where none comes to mind. */
  free: string | null | undefined;
  /** Whether it was typed rather than made from the name. */
  typed: boolean;
}

const typingMs = 300;

/** Looks up, while the person types, which address the organisation can have. */
export function useAddress(name: string, slug: string): Address {
  const typed = slug !== "";
  const [text] = useDebouncedValue((typed ? slug : name).trim(), typingMs);
  const suggestion = trpc.user.tenant.suggestAddress.useQuery({ text }, { enabled: text !== "", retry: false });
  return { free: text === "" ? undefined : suggestion.data, typed };
}

/** Where people will find the organisation: made from its name unless something else is typed. */
export function AddressField({
  field,
  address: { free, typed },
}: {
  field: FieldProps<string>["field"];
  address: Address;
}) {
  const { webUrl, ownHost } = useSettings();
  const host = new URL(ownHost?.webUrl ?? webUrl).host;
  const value = field.value ?? "";
  const words = () => {
    if (!free) return "Lower-case letters, digits and hyphens";
    if (!typed || free === value) return `${host}/${free} is free`;
    return (
      <>
        Not possible or taken.{" "}
        <Anchor component="button" type="button" inherit underline="always" onClick={() => field.onChange(free)}>
          Use {free}
        </Anchor>
      </>
    );
  };
  return (
    <TextInput
      name={field.name}
      label="Address"
      size="md"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder={free ?? "acme"}
      description={<span aria-live="polite">{words()}</span>}
      error={field.error}
      disabled={field.disabled}
      onBlur={field.onBlur}
      value={value}
      // Typed as a name, kept as an address.
      onChange={(event) => field.onChange(event.currentTarget.value.toLowerCase().replaceAll(" ", "-"))}
    />
  );
}
