"use client";

import { Text } from "@mantine/core";
import { maxSessionHoursLimit, updateSecurityInput } from "@steward/contracts/org/tenant";
import { Form, NumberField, notifySuccess, SwitchField, TagsField, useZodForm } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

// The procedure changes what it is given; this form shows all of it.
const rulesSchema = updateSecurityInput.required();

/** Two-step sign-in, how long a session lasts, and who can be invited. */
export function SignInRulesForm({ rules }: { rules: RouterOutputs["org"]["tenant"]["security"] }) {
  const utils = trpc.useUtils();
  const update = trpc.org.tenant.updateSecurity.useMutation();
  const form = useZodForm({
    schema: rulesSchema,
    initialValues: rules,
    onSubmit: async (values) => {
      const saved = await update.mutateAsync(values);
      form.reset(saved);
      notifySuccess("Saved; in force with everybody's next request");
      await utils.org.tenant.security.invalidate();
    },
  });
  const domains = form.field("allowedEmailDomains");
  const [firstWrong] = Object.entries(domains.partErrors);
  const wrong = firstWrong ? `${domains.value?.[Number(firstWrong[0])]}: ${firstWrong[1]}` : undefined;
  return (
    <Form form={form}>
      <SwitchField
        field={form.field("requireSecondFactor")}
        label="Require two-step sign-in"
        description="Members without it can do nothing here but set it up. Sign in with it yourself first."
      />
      <NumberField
        field={form.field("maxSessionHours")}
        label="Sign in again after"
        description="Empty for as long as a session lives anyway"
        suffix=" hours"
        min={1}
        max={maxSessionHoursLimit}
      />
      <TagsField
        field={{ ...domains, error: wrong ?? domains.error }}
        label="Domains of people who can be invited"
        description="Such as acme.com; empty for any. Members who are here already stay."
        placeholder={domains.value?.length ? "" : "Any domain"}
      />
      {rules.requireSecondFactor ? (
        <Text size="sm" c="dimmed">
          API keys go on working: a program has no second step.
        </Text>
      ) : null}
    </Form>
  );
}
