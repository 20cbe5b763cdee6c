"use client";

import { createLocationInput } from "@steward/contracts/crm/location";
import { FieldRow, FormDrawer, NumberField, notifySuccess, SwitchField, TextField, useZodForm } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

interface LocationDrawerProps {
  opened: boolean;
  onClose: () => void;
  accountId: string;
  /** The location to change; without one a new one is added. */
  location?: RouterOutputs["crm"]["location"]["byId"];
}

/** Adds a site of an account or changes one. */
export function LocationDrawer({ opened, onClose, accountId, location }: LocationDrawerProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => Promise.all([utils.crm.location.invalidate(), utils.crm.account.byId.invalidate()]);
  const create = trpc.crm.location.create.useMutation({ onSuccess });
  const update = trpc.crm.location.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createLocationInput,
    initialValues: location ? { ...location, accountId } : { accountId },
    onSubmit: async ({ accountId: at, ...values }) => {
      if (location) await update.mutateAsync({ ...values, id: location.id, version: location.version });
      else await create.mutateAsync({ ...values, accountId: at });
      notifySuccess(`${values.name} saved`);
    },
  });
  const { field } = form;
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      onDone={() => form.reset(location ? undefined : { accountId })}
      title={location ? `Edit ${location.name}` : "New location"}
      submitLabel={location ? "Save" : "Add location"}
    >
      <TextField field={field("name")} placeholder="Head office" autoFocus />
      <TextField field={field("line1")} label="Address line 1" />
      <TextField field={field("line2")} label="Address line 2" />
      <FieldRow>
        <TextField field={field("postcode")} />
        <TextField field={field("city")} />
        <TextField field={field("region")} label="Region or state" />
        <TextField field={field("country")} />
        <NumberField field={field("latitude")} decimals={6} min={-90} max={90} />
        <NumberField field={field("longitude")} decimals={6} min={-180} max={180} />
      </FieldRow>
      <SwitchField field={field("primary")} label="Primary location" />
    </FormDrawer>
  );
}
