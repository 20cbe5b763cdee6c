"use client";

import { type UpdateTenantInput, updateTenantInput } from "@steward/contracts/org/tenant";
import {
  countryOptions,
  currencyOptions,
  FieldRow,
  Form,
  localeOptions,
  notifySuccess,
  SelectField,
  TextField,
  timeZoneOptions,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { trpc } from "../trpc/client.tsx";

// The procedure changes what it is given; this form shows all of it, and none of it may be emptied.
const profile = updateTenantInput.required();

type Profile = Required<UpdateTenantInput>;

/** The organisation's profile, as its administrators change it. */
export function ProfileForm({ tenant }: { tenant: Profile }) {
  const router = useRouter();
  const utils = trpc.useUtils();
  const update = trpc.org.tenant.update.useMutation();
  const { name, currency, locale, timeZone, country } = tenant;
  const form = useZodForm({
    schema: profile,
    initialValues: { name, currency, locale, timeZone, country },
    onSubmit: async (values) => {
      await update.mutateAsync(changesOf(tenant, values));
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

/** Only what differs, so that the audit log tells what was changed. */
function changesOf(before: Profile, after: Profile): UpdateTenantInput {
  const names = ["name", "currency", "locale", "timeZone", "country"] as const;
  return Object.fromEntries(names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]));
}
