"use client";

import { Anchor, Text } from "@mantine/core";
import { EntryFrame, tenantSite, trpc, useSettings } from "@steward/client";
import { createTenantInput } from "@steward/contracts/org/tenant";
import {
  countryOptions,
  currencyOptions,
  EntryForm,
  FieldRow,
  LoadingState,
  localeOptions,
  type Region,
  regionOf,
  SelectField,
  TextField,
  timeZoneOptions,
  useZodForm,
} from "@steward/ui";
import { useMemo, useState, useSyncExternalStore } from "react";
import { AddressField, useAddress } from "./address-field.tsx";

const never = () => () => {};
let guessed: Region | undefined;
const browserRegion = () => {
  guessed ??= regionOf(navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone);
  return guessed;
};

/** Setting up an organisation: its name is all that has to be typed. */
export function NewOrganisationForm() {
  // Only the browser knows; the server draws the form's place.
  const region = useSyncExternalStore<Region | null>(never, browserRegion, () => null);
  return (
    <EntryFrame
      title="Set up an organisation"
      subtitle="You become its owner and can invite others afterwards. All of this can be changed later but the address."
    >
      {region ? <OrganisationFields region={region} /> : <LoadingState lines={8} label="Loading the form" />}
      <Text size="md" c="dimmed" ta="center" mt="lg">
        <Anchor href="/" inherit>
          Your organisations
        </Anchor>
      </Text>
    </EntryFrame>
  );
}

function OrganisationFields({ region }: { region: Region }) {
  const settings = useSettings();
  const create = trpc.user.tenant.create.useMutation();
  const [arrived, setArrived] = useState(false);
  const form = useZodForm({
    schema: createTenantInput,
    initialValues: region,
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      const { slug } = await create.mutateAsync(values);
      setArrived(true);
      // A full load: the workspace is rendered for its new owner.
      window.location.assign(tenantSite(settings, "web", settings.hostTenant ?? "", slug));
    },
  });
  const address = useAddress(form.values.name ?? "", form.values.slug ?? "");
  const options = useMemo(
    () => ({
      country: countryOptions(),
      currency: currencyOptions(region.currency),
      locale: localeOptions(region.locale),
      timeZone: timeZoneOptions(region.timeZone),
    }),
    [region],
  );
  return (
    <EntryForm form={arrived ? { ...form, submitting: true } : form} submitLabel="Set it up">
      <TextField field={form.field("name")} label="Name" autoComplete="organization" size="md" autoFocus />
      <AddressField field={form.field("slug")} address={address} />
      <FieldRow>
        <SelectField field={form.field("country")} options={options.country} />
        <SelectField field={form.field("currency")} options={options.currency} />
        <SelectField field={form.field("timeZone")} options={options.timeZone} />
        <SelectField field={form.field("locale")} label="Dates and figures" options={options.locale} />
      </FieldRow>
    </EntryForm>
  );
}
