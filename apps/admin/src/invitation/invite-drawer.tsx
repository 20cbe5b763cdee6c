"use client";

import { Text, Textarea } from "@mantine/core";
import { createInvitationsInput, invitationDays, maxInvitationsAtOnce } from "@steward/contracts/org/invitation";
import { type FieldBinding, FormDrawer, notifySuccess, SelectField, useZodForm } from "@steward/ui";
import { useState } from "react";
import { useRoleChoices } from "../role/use-role-choices.ts";
import { trpc } from "../trpc/client.tsx";
import { addressesIn } from "./addresses.ts";
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
  return (
    <FormDrawer form={form} opened={opened} onClose={onClose} title="Invite people" submitLabel="Send invitations">
      <AddressesField field={form.field("emails")} />
      <SelectField field={form.field("role")} label="Role" options={roles} searchable />
      <Text size="sm" c="dimmed">
        Each gets a mail with a link of their own, which works for {invitationDays} days. Whoever is invited already
        gets a new link, and the old one ends.
      </Text>
    </FormDrawer>
  );
}

/** Many addresses as one text: what a list or a mail program gives can be pasted as it is. */
function AddressesField({ field }: { field: FieldBinding<string[]> }) {
  const [text, setText] = useState("");
  const addresses = field.value ?? [];
  const [firstWrong] = Object.entries(field.partErrors);
  const wrong = firstWrong ? `${addresses[Number(firstWrong[0])]}: ${firstWrong[1]}` : undefined;
  // A form that was emptied has other addresses than the text it was filled from.
  const current = addressesIn(text).join() === addresses.join();
  return (
    <Textarea
      label="E-mail addresses"
      description={`${addresses.length} of ${maxInvitationsAtOnce}; one per line, or between commas`}
      required
      data-autofocus
      autosize
      minRows={4}
      maxRows={12}
      value={current ? text : addresses.join("\n")}
      onChange={(event) => {
        setText(event.currentTarget.value);
        field.onChange(addressesIn(event.currentTarget.value));
      }}
      onBlur={field.onBlur}
      error={wrong ?? field.error}
      disabled={field.disabled}
    />
  );
}
