"use client";

import { Radio, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { convertLeadInput } from "@steward/contracts/crm/lead";
import {
  AsyncSelectField,
  DateField,
  FieldRow,
  FormModal,
  MoneyField,
  notifySuccess,
  SelectField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { stageOptions } from "../deal/deal-columns.tsx";
import { type Pipeline, usePipelines } from "../deal/use-deal-options.ts";
import { useAccountOptions, useContactOptions } from "../part/use-options.ts";
import type { Lead } from "./lead-drawer.tsx";
import { leadTitle } from "./lead-words.tsx";

interface ConvertDialogProps {
  lead: Lead;
  opened: boolean;
  onClose: () => void;
}

type Duplicate = RouterOutputs["crm"]["account"]["duplicates"][number];

const deal = convertLeadInput.shape.deal.shape;

/** The dialog's fields side by side; what goes to the server is nested. */
const convertForm = z.object({
  accountId: z.uuid("Choose the account").nullable(),
  accountName: z.string().trim().max(200, "Use at most 200 characters").nullable(),
  contactId: z.uuid().nullable(),
  dealName: deal.name,
  stageId: deal.stageId,
  amountMinor: deal.amountMinor,
  expectedCloseOn: deal.expectedCloseOn,
});

const domainOf = (email: string | null) => email?.split("@")[1] ?? null;
// Whoever writes from there does not work there.
const mailboxes = new Set(["gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "gmx.de", "web.de"]);

function companyDomain(lead: Lead): string | null {
  const domain = domainOf(lead.email);
  return domain && !mailboxes.has(domain) ? domain : null;
}

/** Asks first whether the company is here already, because its answer decides what the dialog suggests. */
export function ConvertDialog(props: ConvertDialogProps) {
  const { lead } = props;
  const duplicates = trpc.crm.account.duplicates.useQuery({
    name: lead.company ?? leadTitle(lead),
    domain: companyDomain(lead),
  });
  const { pipelines, isLoading } = usePipelines();
  if (duplicates.isPending || isLoading) return null;
  return <ConvertForm {...props} duplicates={duplicates.data ?? []} pipelines={pipelines} />;
}

interface ConvertFormProps extends ConvertDialogProps {
  duplicates: readonly Duplicate[];
  pipelines: readonly Pipeline[];
}

function ConvertForm({ lead, opened, onClose, duplicates, pipelines }: ConvertFormProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const convert = trpc.crm.lead.convert.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const company = lead.company ?? leadTitle(lead);
  const form = useZodForm({
    schema: convertForm,
    initialValues: {
      accountId: duplicates[0]?.id ?? null,
      accountName: company,
      contactId: null,
      dealName: `${company}: first order`,
      stageId: pipelines[0]?.stages[0]?.id,
      amountMinor: lead.estimatedAmountMinor,
    },
    onSubmit: async ({ accountId, accountName, contactId, dealName, ...rest }) => {
      const account = accountId ? { id: accountId } : { name: accountName || company, domain: companyDomain(lead) };
      const made = await convert.mutateAsync({
        id: lead.id,
        version: lead.version,
        account,
        ...(contactId ? { contactId } : {}),
        deal: { name: dealName, ...rest },
      });
      notifySuccess(`${leadTitle(lead)} converted`);
      router.push(href(`/crm/deals/${made.dealId}`));
    },
  });
  const { field, values } = form;
  const contacts = useContactOptions(values.accountId);
  return (
    <FormModal
      form={form}
      opened={opened}
      onClose={onClose}
      title={`Convert ${leadTitle(lead)}`}
      submitLabel="Convert"
      size="lg"
    >
      <AccountChoice form={form} duplicates={duplicates} />
      <AsyncSelectField
        field={field("contactId")}
        label="Contact"
        description={`Empty: adds ${lead.name || lead.email || company} as a new contact`}
        search={contacts.search}
      />
      <TextField field={field("dealName")} label="Deal" />
      <FieldRow>
        <MoneyField field={field("amountMinor")} currency={lead.currency} />
        <DateField field={field("expectedCloseOn")} label="Expected close" />
      </FieldRow>
      {pipelines.length > 0 ? (
        <SelectField field={field("stageId")} label="Stage" options={stageOptions(pipelines)} />
      ) : null}
    </FormModal>
  );
}

type ConvertFormState = ReturnType<typeof useZodForm<typeof convertForm>>;

/** A new account, one that looks the same, or any other. */
function AccountChoice({ form, duplicates }: { form: ConvertFormState; duplicates: readonly Duplicate[] }) {
  const accounts = useAccountOptions();
  const accountId = form.field("accountId");
  const chosen = form.values.accountId ?? null;
  const suggested = duplicates.some((one) => one.id === chosen);
  const choice = chosen === null ? "new" : suggested ? chosen : "other";
  return (
    <Stack gap="xs">
      <Radio.Group
        label="Account"
        value={choice}
        onChange={(next) => accountId.onChange(next === "new" ? null : next === "other" ? "" : next)}
      >
        <Stack gap={8} mt={6}>
          {duplicates.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={one.name}
              description={one.reason === "domain" ? `Has the same web site, ${one.domain}` : "Has a similar name"}
            />
          ))}
          <Radio value="new" label="Add a new account" />
          <Radio value="other" label="Choose another account" />
        </Stack>
      </Radio.Group>
      {choice === "new" ? <TextField field={form.field("accountName")} label="Name of the new account" /> : null}
      {choice === "other" ? (
        <AsyncSelectField field={{ ...accountId, required: true }} label="Which account" search={accounts.search} />
      ) : null}
      {duplicates.length > 0 && choice === "new" ? (
        <Text size="xs" c="dimmed">
          The account may be here already: see above.
        </Text>
      ) : null}
    </Stack>
  );
}
