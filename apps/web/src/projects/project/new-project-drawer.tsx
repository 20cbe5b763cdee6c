"use client";

import { Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { idSchema } from "@steward/contracts";
import { dayIn } from "@steward/contracts/kernel/day";
import { createProjectInput } from "@steward/contracts/projects/project";
import {
  AsyncSelectField,
  DateField,
  FieldRow,
  FormDrawer,
  notifySuccess,
  SelectField,
  TextAreaField,
  TextField,
  useLocale,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { AccountField } from "../../crm/part/account-field.tsx";
import { useMay, useTenant } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { useMemberOptions } from "../part/use-member-options.ts";
import { BudgetFields } from "./budget-fields.tsx";
import { visibilityOptions } from "./project-words.tsx";
import { useTemplateOptions } from "./use-project-options.ts";

const newProjectSchema = createProjectInput
  .omit({ status: true, isTemplate: true, members: true, calendarId: true })
  .extend({ templateId: idSchema.optional() });

/** Starts a project, empty or as a copy of a template. */
export function NewProjectDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const router = useRouter();
  const href = useHref();
  const { timeZone } = useLocale();
  const currency = useTenant()?.currency ?? "USD";
  const seesAccounts = useMay()("crm.account.read");
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.project.create.useMutation({ onSuccess });
  const copy = trpc.projects.project.createFromTemplate.useMutation({ onSuccess });
  const form = useZodForm({
    schema: newProjectSchema,
    initialValues: { visibility: "organisation" },
    onSubmit: async ({ templateId, ...values }) => {
      const { name, key, startOn, ownerId, accountId, visibility } = values;
      const shared = { name, key, ownerId, accountId, visibility };
      const made = templateId
        ? await copy.mutateAsync({ ...shared, templateId, startOn: startOn ?? dayIn(timeZone, new Date()) })
        : await create.mutateAsync(values);
      notifySuccess(`${made.name} added`);
      router.push(href(`/projects/${made.id}`));
    },
  });
  const owners = useMemberOptions();
  const templates = useTemplateOptions();
  const { field } = form;
  const isCopy = Boolean(form.values.templateId);
  return (
    <FormDrawer form={form} opened={opened} onClose={onClose} title="New project" submitLabel="Add project">
      <TextField field={field("name")} autoFocus placeholder="Boiler house, north site" />
      <AsyncSelectField
        field={field("templateId")}
        label="Template"
        placeholder="None: an empty project"
        search={templates.search}
      />
      <FieldRow>
        <TextField field={field("key")} placeholder="From the name" description="Tasks are called KEY-1, KEY-2" />
        <SelectField field={{ ...field("visibility"), required: true }} label="Seen by" options={visibilityOptions} />
      </FieldRow>
      {seesAccounts ? <AccountField field={field("accountId")} label="Client" /> : null}
      <AsyncSelectField field={field("ownerId")} label="Owner" placeholder="You" search={owners.search} />
      <FieldRow>
        <DateField field={field("startOn")} label="Start" />
        {isCopy ? null : <DateField field={field("dueOn")} label="Due" />}
      </FieldRow>
      {isCopy ? (
        <Text size="sm" c="dimmed">
          Workflow, tasks, checklists, dependencies and fields come from the template; its days keep their distance from
          the start.
        </Text>
      ) : (
        <>
          <BudgetFields
            minutes={field("budgetMinutes")}
            amount={field("budgetMinor")}
            rate={field("hourlyRateMinor")}
            currency={field("currency")}
            defaultCurrency={currency}
          />
          <TextAreaField field={field("description")} />
        </>
      )}
    </FormDrawer>
  );
}
