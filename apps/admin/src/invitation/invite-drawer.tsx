"use client";

import { TagsInput, Text } from "@mantine/core";
import { createInvitationsInput, invitationDays, maxInvitationsAtOnce } from "@steward/contracts/org/invitation";
import { FormDrawer, notifySuccess, SelectField, useZodForm } from "@steward/ui";
import { useRoleChoices } from "../role/use-role-choices.ts";
import { trpc } from "../trpc/client.tsx";
import { type InvitationAnswer, invitedInWords } from "./outcome-words.ts";

interface InviteDrawerProps {
  opened: boolean;
  onClose: () => void;
  onInvited: (answers: readonly InvitationAnswer[]) => void;
}

/** Invites one person or many, as what they shall work. */
export function InviteDrawer({ opened, onClose, onInvited }: InviteDrawerProps) {
  const utils = trpc.useUtils();
  const roles = useRoleChoices();
  const create = trpc.org.invitation.create.useMutation({ onSuccess: () => utils.org.invitation.invalidate() });
  const form = useZodForm({
    schema: createInvitationsInput,
    initialValues: { emails: [], role: "member" },
    onSubmit: async (values) => {
      const answers = await create.mutateAsync(values);
      onInvited(answers);
      notifySuccess(invitedInWords(answers));
      form.reset();
    },
  });
  const emails = form.field("emails");
  const [firstWrong] = Object.entries(emails.partErrors);
  const wrong = firstWrong ? `${emails.value?.[Number(firstWrong[0])]}: ${firstWrong[1]}` : undefined;
  return (
    <FormDrawer form={form} opened={opened} onClose={onClose} title="Invite people" submitLabel="Send invitations">
      <TagsInput
        label="E-mail addresses"
        description={`Up to ${maxInvitationsAtOnce}; paste a list, or press Enter after each`}
        required
        data-autofocus
        value={emails.value ?? []}
        onChange={emails.onChange}
        onBlur={emails.onBlur}
        error={wrong ?? emails.error}
        disabled={emails.disabled}
        splitChars={[",", ";", " ", "\n"]}
        acceptValueOnBlur
        clearable
        clearButtonProps={{ "aria-label": "Clear all addresses" }}
      />
      <SelectField field={form.field("role")} label="Role" options={roles} searchable />
      <Text size="sm" c="dimmed">
        Each gets a mail with a link of their own, which works for {invitationDays} days. Whoever is invited already
        gets a new link, and the old one ends.
      </Text>
    </FormDrawer>
  );
}
