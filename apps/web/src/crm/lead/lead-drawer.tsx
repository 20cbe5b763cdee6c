"use client";

import { Autocomplete } from "@mantine/core";
import { useHref } from "@steward/client";
import { createLeadInput } from "@steward/contracts/crm/lead";
import {
  FieldRow,
  FormDrawer,
  MoneyField,
  notifySuccess,
  PhoneField,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { OwnerField } from "../part/owner-field.tsx";
import { TagPickerField } from "../part/tags-field.tsx";
import { leadTitle } from "./lead-words.tsx";

export type Lead = RouterOutputs["crm"]["lead"]["byId"];

interface LeadDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The lead to change; without one a new one is added. */
  lead?: Lead;
}

const draftOf = (lead: Lead) => ({
  firstName: lead.firstName,
  lastName: lead.lastName,
  company: lead.company,
  jobTitle: lead.jobTitle,
  email: lead.email,
  phone: lead.phone,
  source: lead.source,
  estimatedAmountMinor: lead.estimatedAmountMinor,
  currency: lead.currency,
  description: lead.description,
  ownerId: lead.owner?.id ?? null,
  tagIds: lead.tags.map((tag) => tag.id),
});

/** Adds a lead, or changes one. */
export function LeadDrawer({ opened, onClose, lead }: LeadDrawerProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const tenant = useTenant();
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.lead.create.useMutation({ onSuccess });
  const update = trpc.crm.lead.update.useMutation({ onSuccess });
  const sources = trpc.crm.lead.sources.useQuery(undefined, { enabled: opened, staleTime: 60_000 }).data ?? [];
  const form = useZodForm({
    schema: createLeadInput,
    initialValues: lead ? draftOf(lead) : {},
    onSubmit: async (values) => {
      if (lead) {
        await update.mutateAsync({ ...values, id: lead.id, version: lead.version });
        return notifySuccess(`${leadTitle(lead)} saved`);
      }
      const made = await create.mutateAsync(values);
      notifySuccess(`${leadTitle(made)} added`);
      router.push(href(`/crm/leads/${made.id}`));
    },
  });
  const { field } = form;
  const source = field("source");
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={lead ? `Edit ${leadTitle(lead)}` : "New lead"}
      submitLabel={lead ? "Save" : "Add lead"}
    >
      <FieldRow>
        <TextField field={field("firstName")} autoFocus />
        <TextField field={field("lastName")} />
        <TextField field={field("company")} />
        <TextField field={field("jobTitle")} />
        <TextField field={field("email")} label="E-mail" type="email" />
        <PhoneField field={field("phone")} country={tenant?.country ?? "US"} />
        <Autocomplete
          label="Source"
          name={source.name}
          data={sources.map(({ value }) => value)}
          value={source.value ?? ""}
          onChange={source.onChange}
          onBlur={source.onBlur}
          error={source.error}
        />
        <MoneyField
          field={field("estimatedAmountMinor")}
          label="Estimated amount"
          currency={form.values.currency ?? tenant?.currency ?? "USD"}
        />
      </FieldRow>
      <OwnerField field={field("ownerId")} selectedLabel={lead?.owner?.name} />
      <TagPickerField field={field("tagIds")} />
      <TextAreaField field={field("description")} />
    </FormDrawer>
  );
}
