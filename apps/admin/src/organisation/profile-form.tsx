"use client";

import { type UpdateTenantInput, updateTenantInput } from "@steward/contracts/org/tenant";
import { FieldRow, Form, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { trpc } from "../trpc/client.tsx";
import { countryOptions, currencyOptions, localeOptions, timeZoneOptions } from "./regional-options.ts";

/** Changes what `org.tenant.update` takes. */
export function ProfileForm({ tenant }: { tenant: Required<UpdateTenantInput> }) {
  const router = useRouter();
  const utils = trpc.useUtils();
  const update = trpc.org.tenant.update.useMutation();
  const { name, currency, locale, timeZone, country } = tenant;
  const form = useZodForm({
    schema: updateTenantInput,
    initialValues: { name, currency, locale, timeZone, country },
    onSubmit: async (values) => {
      await update.mutateAsync(values);
      form.reset(values);
      notifySuccess("Saved");
      await utils.org.tenant.current.invalidate();
      // The frame around this page, rendered on the server, shows the name too.
      router.refresh();
    },
  });
  const options = useMemo(
    () => ({
      currency: currencyOptions(currency),
      locale: localeOptions(locale),
      timeZone: timeZoneOptions(timeZone),
      country: countryOptions(),
    }),
    [currency, locale, timeZone],
  );
  return (
    <Form form={form}>
      <TextField field={form.field("name")} autoComplete="organization" />
      <FieldRow>
        <SelectField
          field={form.field("country")}
          options={options.country}
          description="Telephone numbers without a country code belong here"
        />
        <SelectField
          field={form.field("timeZone")}
          options={options.timeZone}
          description="When a day begins and ends"
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          field={form.field("currency")}
          options={options.currency}
          description="What new deals and prices are in"
        />
        <SelectField
          field={form.field("locale")}
          label="Number and date format"
          options={options.locale}
          description="How figures and dates are written"
        />
      </FieldRow>
    </Form>
  );
}
