"use client";

import { Alert, Anchor, List, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { createAccountInput } from "@steward/contracts/crm/account";
import {
  FieldRow,
  FormDrawer,
  MoneyField,
  NumberField,
  notifySuccess,
  PhoneField,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { IconCopy } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { AccountField } from "../part/account-field.tsx";
import { OwnerField } from "../part/owner-field.tsx";
import { TagPickerField } from "../part/tags-field.tsx";

export type Account = RouterOutputs["crm"]["account"]["byId"];

interface AccountDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The account to change; without one a new one is added. */
  account?: Account;
}

const draftOf = (account: Account) => ({
  ...account,
  parentId: account.parent?.id ?? null,
  ownerId: account.owner?.id ?? null,
  tagIds: account.tags.map((tag) => tag.id),
});

/** Adds an account, warning of one that is there already, or changes one. */
export function AccountDrawer({ opened, onClose, account }: AccountDrawerProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const tenant = useTenant();
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.account.create.useMutation({ onSuccess });
  const update = trpc.crm.account.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createAccountInput,
    initialValues: account ? draftOf(account) : {},
    onSubmit: async (values) => {
      if (account) {
        await update.mutateAsync({ ...values, id: account.id, version: account.version });
        return notifySuccess(`${values.name} saved`);
      }
      const made = await create.mutateAsync(values);
      notifySuccess(`${made.name} added`);
      router.push(href(`/crm/accounts/${made.id}`));
    },
  });
  const { field } = form;
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={account ? `Edit ${account.name}` : "New account"}
      submitLabel={account ? "Save" : "Add account"}
    >
      <TextField field={field("name")} autoFocus />
      <DuplicateWarning name={form.values.name} domain={form.values.domain} exceptId={account?.id} />
      <FieldRow>
        <TextField field={field("domain")} label="Web site" placeholder="acme.com" />
        <TextField field={field("industry")} />
        <TextField field={field("email")} label="E-mail" type="email" />
        <PhoneField field={field("phone")} country={tenant.country} />
        <NumberField field={field("employees")} min={0} />
        <MoneyField field={field("annualRevenueMinor")} label="Annual revenue" currency={tenant.currency} />
        <NumberField field={field("foundedYear")} label="Founded" grouped={false} />
        <OwnerField field={field("ownerId")} selectedLabel={account?.owner?.name} adding={!account} />
      </FieldRow>
      <AccountField
        field={field("parentId")}
        label="Parent account"
        selectedLabel={account?.parent?.name}
        creatable={false}
      />
      <TagPickerField field={field("tagIds")} />
      <TextAreaField field={field("description")} />
    </FormDrawer>
  );
}

interface DuplicateWarningProps {
  name: string | null | undefined;
  domain: string | null | undefined;
  exceptId: string | undefined;
}

/** Says while typing that the company may be there already. */
function DuplicateWarning({ name, domain, exceptId }: DuplicateWarningProps) {
  const href = useHref();
  const [typed] = useDebouncedValue({ name: name?.trim().slice(0, 200) ?? "", domain: domain?.trim() ?? "" }, 300);
  const wanted = typed.name.length > 2 || typed.domain.length > 3;
  const { data } = trpc.crm.account.duplicates.useQuery(
    { name: typed.name, domain: typed.domain || null, ...(exceptId ? { exceptId } : {}) },
    { enabled: wanted && !exceptId, placeholderData: (previous) => previous },
  );
  if (!wanted || exceptId || !data?.length) return null;
  return (
    <Alert color="orange" icon={<IconCopy size={16} aria-hidden />} title="This may be here already" role="status">
      <List size="sm" spacing={2} listStyleType="none">
        {data.map((candidate) => (
          <List.Item key={candidate.id}>
            <Anchor component={Link} href={href(`/crm/accounts/${candidate.id}`)} size="sm">
              {candidate.name}
            </Anchor>{" "}
            <Text span size="sm" c="dimmed">
              {candidate.reason === "domain" ? `has the web site ${candidate.domain}` : (candidate.industry ?? "")}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
