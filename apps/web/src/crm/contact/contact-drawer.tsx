"use client";

import { useHref } from "@steward/client";
import { createContactInput } from "@steward/contracts/crm/contact";
import {
  EmailsField,
  type FieldBinding,
  FieldRow,
  FormDrawer,
  notifySuccess,
  PhoneField,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { AccountField } from "../part/account-field.tsx";
import { OwnerField } from "../part/owner-field.tsx";
import { TagPickerField } from "../part/tags-field.tsx";

export type Contact = RouterOutputs["crm"]["contact"]["byId"];

interface ContactDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The contact to change; without one a new one is added. */
  contact?: Contact;
  /** Where a new contact works. */
  account?: { id: string; name: string };
}

const draftOf = (contact: Contact) => ({
  ...contact,
  accountId: contact.account?.id ?? null,
  ownerId: contact.owner?.id ?? null,
  tagIds: contact.tags.map((tag) => tag.id),
});

/** Adds a person or changes one. */
export function ContactDrawer({ opened, onClose, contact, account }: ContactDrawerProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const country = useTenant().country;
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.contact.create.useMutation({ onSuccess });
  const update = trpc.crm.contact.update.useMutation({ onSuccess });
  const blank = account ? { accountId: account.id } : {};
  const form = useZodForm({
    schema: createContactInput,
    initialValues: contact ? draftOf(contact) : blank,
    onSubmit: async (values) => {
      if (contact) {
        const { name } = await update.mutateAsync({ ...values, id: contact.id, version: contact.version });
        return notifySuccess(`${name} saved`);
      }
      const made = await create.mutateAsync(values);
      notifySuccess(`${made.name} added`);
      // From an account's page one goes on with the account.
      if (!account) router.push(href(`/crm/contacts/${made.id}`));
    },
  });
  const { field } = form;
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      onDone={() => form.reset(contact ? undefined : blank)}
      title={contact ? `Edit ${contact.name}` : "New contact"}
      submitLabel={contact ? "Save" : "Add contact"}
    >
      <FieldRow>
        <TextField field={field("firstName")} autoFocus />
        <TextField field={field("lastName")} />
      </FieldRow>
      <TextField field={field("jobTitle")} />
      <EmailsField field={asEntries(field("emails"))} label="E-mail" />
      <PhoneField field={field("phone")} country={country} />
      <AccountField field={field("accountId")} selectedLabel={contact?.account?.name ?? account?.name} />
      <OwnerField field={field("ownerId")} selectedLabel={contact?.owner?.name} adding={!contact} />
      <TagPickerField field={field("tagIds")} />
      <TextAreaField field={field("description")} />
    </FormDrawer>
  );
}

interface Entry {
  address: string;
  primary: boolean;
}

/** The stored list, whose first address is the primary one, as the field edits it. */
function asEntries(field: FieldBinding<string[]>): FieldBinding<Entry[]> {
  return {
    ...field,
    value: (field.value ?? []).map((address, index) => ({ address, primary: index === 0 })),
    onChange: (entries) => {
      const ordered = [...(entries ?? [])].sort((one, other) => Number(other.primary) - Number(one.primary));
      field.onChange(ordered.map((entry) => entry.address));
    },
  };
}
