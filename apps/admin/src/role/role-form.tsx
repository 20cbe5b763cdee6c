"use client";

import { Paper, Select, Stack } from "@mantine/core";
import { useHref, useTenant } from "@steward/client";
import { roleLabels } from "@steward/contracts/kernel/role";
import { createRoleInput } from "@steward/contracts/org/role";
import { FieldRow, Form, notifySuccess, TextField, useZodForm } from "@steward/ui";
import { useRouter } from "next/navigation";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { PermissionPicker } from "./permission-picker.tsx";

export type RoleList = RouterOutputs["org"]["role"]["list"];
export type CustomRole = RoleList["custom"][number];

interface RoleFormProps {
  roles: RoleList;
  /** The role to change; without one a new one is made. */
  role?: CustomRole;
  /** A role to begin from, by its name or id. */
  from?: string;
}

/** Makes a role, or changes one and with it what all who have it may do. */
export function RoleForm({ roles, role, from = "" }: RoleFormProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const held = new Set<string>(useTenant().member.permissions);
  const onSuccess = () => utils.org.invalidate();
  const create = trpc.org.role.create.useMutation({ onSuccess });
  const update = trpc.org.role.update.useMutation({ onSuccess });
  const origins = [
    ...roles.standard.map((one) => ({ value: one.role as string, label: roleLabels[one.role], ...one })),
    ...roles.custom.map((one) => ({ value: one.id, label: one.name, ...one })),
  ];
  // A copy holds what its maker may give on; the picker shows the rest with the reason.
  const copyOf = (value: string | null) =>
    (origins.find((one) => one.value === value)?.permissions ?? []).filter((name) => held.has(name));
  const form = useZodForm({
    schema: createRoleInput,
    initialValues: role
      ? { name: role.name, description: role.description, permissions: [...role.permissions] }
      : { name: "", description: "", permissions: copyOf(from) },
    onSubmit: async (values) => {
      if (role) {
        const saved = await update.mutateAsync({ ...values, id: role.id, version: role.version });
        form.reset({ ...values, permissions: [...saved.permissions] });
        notifySuccess(`${saved.name} saved`);
        return;
      }
      const made = await create.mutateAsync(values);
      notifySuccess(`${made.name} added`);
      router.push(href(`/roles/${made.id}`));
    },
  });
  return (
    <Paper withBorder p="lg">
      <Form form={form} submitLabel={role ? "Save" : "Add role"}>
        <FieldRow>
          <TextField field={form.field("name")} />
          {role ? null : (
            <Select
              label="Begin with a copy of"
              placeholder="Nothing"
              data={origins.map(({ value, label }) => ({ value, label }))}
              defaultValue={origins.some(({ value }) => value === from) ? from : null}
              clearable
              clearButtonProps={{ "aria-label": "Clear" }}
              onChange={(value) => form.setValue("permissions", copyOf(value))}
            />
          )}
        </FieldRow>
        <TextField field={form.field("description")} placeholder="What this role is for" />
        <Stack>
          <PermissionPicker field={form.field("permissions")} label="What it may do" commonTicked />
        </Stack>
      </Form>
    </Paper>
  );
}
