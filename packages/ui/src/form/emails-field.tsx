"use client";

import { ActionIcon, Button, Fieldset, Group, Radio, Stack, Text, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useId } from "react";
import type { FieldProps } from "./fields.tsx";

export interface EmailEntry {
  address: string;
  primary: boolean;
}

/** Exactly one address is primary as long as there is any: the chosen one, else the first. */
export function withPrimary(entries: readonly EmailEntry[], chosen?: number): EmailEntry[] {
  const index =
    chosen ??
    Math.max(
      0,
      entries.findIndex((entry) => entry.primary),
    );
  return entries.map((entry, position) => ({ ...entry, primary: position === index }));
}

/** Several e-mail addresses of one contact, one of them primary. */
export function EmailsField(props: FieldProps<EmailEntry[]>) {
  const { field } = props;
  const group = useId();
  const entries = field.value ?? [];
  // An address under edit has no other identity than its place.
  const rows = entries.map((entry, index) => ({ entry, index, key: `email-${index}` }));
  const set = (next: readonly EmailEntry[], chosen?: number) => field.onChange(withPrimary(next, chosen));
  const disabled = props.disabled ?? field.disabled;
  return (
    <Fieldset legend={props.label ?? field.label} variant="unstyled" disabled={disabled} className="steward-fieldset">
      <Stack gap={6}>
        {rows.map(({ entry, index, key }) => (
          <Group key={key} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              style={{ flex: 1 }}
              type="email"
              autoComplete="off"
              aria-label={`E-mail ${index + 1}`}
              value={entry.address}
              error={field.partErrors[`${index}.address`] ?? field.partErrors[String(index)]}
              onBlur={field.onBlur}
              onChange={(event) => {
                const address = event.currentTarget.value;
                set(entries.map((each, position) => (position === index ? { ...each, address } : each)));
              }}
            />
            <Tooltip label="Use for messages">
              <Radio
                mt={7}
                size="xs"
                name={group}
                label="Primary"
                checked={entry.primary}
                onChange={() => set(entries, index)}
              />
            </Tooltip>
            <ActionIcon
              mt={2}
              aria-label={`Remove ${entry.address || `e-mail ${index + 1}`}`}
              onClick={() => set(entries.filter((_, position) => position !== index))}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => set([...entries, { address: "", primary: false }])}
          >
            Add e-mail
          </Button>
        </Group>
        {field.error ? (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {field.error}
          </Text>
        ) : null}
      </Stack>
    </Fieldset>
  );
}
