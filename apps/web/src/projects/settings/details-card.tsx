"use client";

import { type ProjectDetail, updateProjectInput } from "@steward/contracts/projects/project";
import {
  AsyncSelectField,
  DateField,
  FieldRow,
  Form,
  notifySuccess,
  SectionCard,
  SelectField,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { AccountField } from "../../crm/part/account-field.tsx";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useMemberOptions } from "../part/use-member-options.ts";
import { BudgetFields } from "../project/budget-fields.tsx";
import { visibilityOptions } from "../project/project-words.tsx";

const detailsSchema = updateProjectInput.omit({ id: true, version: true, calendarId: true });

/** What a project is called, whose it is, who sees it, and what it may take. */
export function DetailsCard({ project }: { project: ProjectDetail }) {
  const utils = trpc.useUtils();
  const seesAccounts = useMay()("crm.account.read");
  const owners = useMemberOptions();
  const update = trpc.projects.project.update.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const { name, key, description, visibility, owner, account, startOn, dueOn } = project;
  const { budgetMinutes, budgetMinor, currency, hourlyRateMinor } = project;
  const form = useZodForm({
    schema: detailsSchema,
    initialValues: {
      ...{ name, key, description, visibility, startOn, dueOn, budgetMinutes, budgetMinor, currency, hourlyRateMinor },
      ownerId: owner.memberId,
      ...(seesAccounts && { accountId: account?.id ?? null }),
    },
    onSubmit: async (values) => {
      await update.mutateAsync({ ...values, id: project.id, version: project.version });
      notifySuccess(`${values.name ?? name} saved`);
    },
  });
  const { field } = form;
  return (
    <SectionCard title="Details">
      <Form form={form}>
        <FieldRow>
          <TextField field={{ ...field("name"), required: true }} />
          <TextField
            field={{ ...field("key"), required: true }}
            description="A new key changes what all tasks are called"
          />
        </FieldRow>
        <FieldRow>
          <AsyncSelectField
            field={{ ...field("ownerId"), required: true }}
            label="Owner"
            search={owners.search}
            selectedLabel={owner.name}
          />
          <SelectField field={{ ...field("visibility"), required: true }} label="Seen by" options={visibilityOptions} />
        </FieldRow>
        {seesAccounts ? <AccountField field={field("accountId")} label="Client" selectedLabel={account?.name} /> : null}
        <FieldRow>
          <DateField field={field("startOn")} label="Start" />
          <DateField field={field("dueOn")} label="Due" />
        </FieldRow>
        <BudgetFields
          minutes={field("budgetMinutes")}
          amount={field("budgetMinor")}
          rate={field("hourlyRateMinor")}
          currency={field("currency")}
          defaultCurrency={currency}
        />
        <TextAreaField field={field("description")} />
      </Form>
    </SectionCard>
  );
}
