"use client";

import { Button, Group, Text } from "@mantine/core";
import { useTenant } from "@steward/client";
import { createApiKeyInput, defaultKeyDays, maxKeyDays } from "@steward/contracts/org/api-key";
import { FormDrawer, NumberField, TextField, useZodForm } from "@steward/ui";
import { PermissionPicker } from "../role/permission-picker.tsx";
import { trpc } from "../trpc/client.tsx";
import type { NewKey } from "./new-key-secret.tsx";

interface NewKeyDrawerProps {
  opened: boolean;
  onClose: () => void;
  onMade: (made: NewKey) => void;
}

/** Makes a key: what for, what it may do, until when. */
export function NewKeyDrawer({ opened, onClose, onMade }: NewKeyDrawerProps) {
  const { permissions } = useTenant().member;
  const utils = trpc.useUtils();
  const create = trpc.org.apiKey.create.useMutation({ onSuccess: () => utils.org.apiKey.invalidate() });
  const form = useZodForm({
    schema: createApiKeyInput,
    initialValues: { name: "", scopes: [], expiresInDays: defaultKeyDays },
    onSubmit: async (values) => {
      onMade({ ...(await create.mutateAsync(values)), name: values.name });
      form.reset();
    },
  });
  const choose = (scopes: readonly string[]) => form.setValue("scopes", [...scopes]);
  return (
    <FormDrawer form={form} opened={opened} onClose={onClose} title="New API key" submitLabel="Make key" size="lg">
      <TextField
        field={form.field("name")}
        label="Name"
        description="The program that will use it"
        autoFocus
        placeholder="Nightly export"
      />
      <NumberField
        field={form.field("expiresInDays")}
        label="Ends after"
        description={`Every key ends, after ${maxKeyDays} days at the latest`}
        suffix=" days"
        min={1}
        max={maxKeyDays}
      />
      <Group gap="xs">
        <Text size="sm">Begin with</Text>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => choose(permissions.filter((name) => name.endsWith(".read")))}
        >
          Reading only
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => choose(permissions)}>
          Everything I may do
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => choose([])}>
          Nothing
        </Button>
      </Group>
      <PermissionPicker field={form.field("scopes")} label="What it may do" />
    </FormDrawer>
  );
}
