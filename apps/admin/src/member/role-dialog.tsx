"use client";

import { Text } from "@mantine/core";
import { updateMemberRoleInput } from "@steward/contracts/org/member";
import { FormModal, notifySuccess, SelectField, useZodForm } from "@steward/ui";
import { useRoleChoices } from "../role/use-role-choices.ts";
import { trpc } from "../trpc/client.tsx";
import type { Member } from "./member-menu.tsx";

interface RoleDialogProps {
  member: Member;
  onClose: () => void;
}

/** Gives a member another role, one that every organisation has or one of its own. */
export function RoleDialog({ member, onClose }: RoleDialogProps) {
  const utils = trpc.useUtils();
  const options = useRoleChoices();
  const update = trpc.org.member.updateRole.useMutation({ onSuccess: () => utils.org.invalidate() });
  const before = member.customRole?.id ?? member.role;
  const form = useZodForm({
    schema: updateMemberRoleInput.pick({ role: true }),
    initialValues: { role: before },
    onSubmit: async ({ role }) => {
      await update.mutateAsync({ id: member.id, role });
      notifySuccess(`${member.name} has another role`, {
        undo: () => update.mutateAsync({ id: member.id, role: before }),
      });
    },
  });
  const chosen = options.find(({ value }) => value === form.values.role);
  return (
    <FormModal form={form} opened onClose={onClose} title={`Role of ${member.name}`} submitLabel="Give this role">
      <SelectField field={form.field("role")} label="Role" options={options} searchable />
      <Text size="sm" c="dimmed">
        {chosen ? `${chosen.permissions.size} things it may do. ` : null}
        The change is in force with their next click, in every application.
      </Text>
    </FormModal>
  );
}
