"use client";

import { createProductInput } from "@steward/contracts/crm/product";
import { FieldRow, FormDrawer, MoneyField, notifySuccess, TextAreaField, TextField, useZodForm } from "@steward/ui";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

export type Product = RouterOutputs["crm"]["product"]["byId"];

interface ProductDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The product to change; without one a new one is added. */
  product?: Product;
}

/** Adds a product, or changes one; amounts of deals stay as they are. */
export function ProductDrawer({ opened, onClose, product }: ProductDrawerProps) {
  const utils = trpc.useUtils();
  const currency = useTenant()?.currency ?? "USD";
  const onSuccess = () => utils.crm.product.invalidate();
  const create = trpc.crm.product.create.useMutation({ onSuccess });
  const update = trpc.crm.product.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createProductInput,
    initialValues: product ?? {},
    onSubmit: async (values) => {
      if (product) await update.mutateAsync({ ...values, id: product.id, version: product.version });
      else await create.mutateAsync(values);
      notifySuccess(`${values.name} ${product ? "saved" : "added"}`);
      form.reset();
    },
  });
  const { field } = form;
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={product ? `Edit ${product.name}` : "New product"}
      submitLabel={product ? "Save" : "Add product"}
    >
      <TextField field={field("name")} autoFocus />
      <FieldRow>
        <TextField field={field("sku")} label="Code" />
        <TextField field={field("family")} />
        <MoneyField field={field("unitAmountMinor")} label="List price" currency={form.values.currency ?? currency} />
      </FieldRow>
      <TextAreaField field={field("description")} />
    </FormDrawer>
  );
}
