"use client";

import { useHref } from "@steward/client";
import { createDealInput } from "@steward/contracts/crm/deal";
import {
  AsyncSelectField,
  DateField,
  FieldRow,
  FormDrawer,
  MoneyField,
  NumberField,
  notifySuccess,
  SelectField,
  TextAreaField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { useRouter } from "next/navigation";
import { useTenant } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { AccountField } from "../part/account-field.tsx";
import { OwnerField } from "../part/owner-field.tsx";
import { TagPickerField } from "../part/tags-field.tsx";
import { useContactOptions } from "../part/use-options.ts";
import { currencyOptions } from "./deal-columns.tsx";
import { categoryOptions } from "./deal-words.tsx";
import { usePipelines, useProductOptions } from "./use-deal-options.ts";

export type Deal = RouterOutputs["crm"]["deal"]["byId"];

interface DealDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The deal to change; without one a new one is added. */
  deal?: Deal;
  /** What a new deal starts with: the account or stage it is added from. */
  preset?: { account?: { id: string; name: string }; contact?: { id: string; name: string }; stageId?: string };
}

const draftOf = (deal: Deal) => ({
  name: deal.name,
  accountId: deal.account?.id ?? null,
  contactId: deal.contact?.id ?? null,
  productId: deal.product?.id ?? null,
  ownerId: deal.owner?.id ?? null,
  amountMinor: deal.amountMinor,
  currency: deal.currency,
  probability: deal.ownProbability,
  forecastCategory: deal.ownForecastCategory,
  openedOn: deal.openedOn,
  expectedCloseOn: deal.expectedCloseOn,
  description: deal.description,
  tagIds: deal.tags.map((tag) => tag.id),
});

const presetDraft = ({ account, contact, stageId }: NonNullable<DealDrawerProps["preset"]>) => ({
  ...(account ? { accountId: account.id } : {}),
  ...(contact ? { contactId: contact.id } : {}),
  ...(stageId ? { stageId } : {}),
});

/** Adds a deal or changes one; stage and status of one that is there change on its page and on the board. */
export function DealDrawer({ opened, onClose, deal, preset = {} }: DealDrawerProps) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.crm.invalidate();
  const create = trpc.crm.deal.create.useMutation({ onSuccess });
  const update = trpc.crm.deal.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createDealInput,
    initialValues: deal ? draftOf(deal) : presetDraft(preset),
    onSubmit: async (values) => {
      if (deal) {
        const { pipelineId: _pipeline, stageId: _stage, externalRef: _reference, ...fields } = values;
        await update.mutateAsync({ ...fields, id: deal.id, version: deal.version });
        return notifySuccess(`${values.name} saved`);
      }
      const made = await create.mutateAsync(values);
      notifySuccess(`${made.name} added`);
      router.push(href(`/crm/deals/${made.id}`));
    },
  });
  const { field, values } = form;
  const currency = values.currency ?? useTenant()?.currency ?? "USD";
  const contacts = useContactOptions(values.accountId);
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={deal ? `Edit ${deal.name}` : "New deal"}
      submitLabel={deal ? "Save" : "Add deal"}
    >
      <TextField field={field("name")} autoFocus placeholder="Boiler maintenance, three sites" />
      <AccountField field={field("accountId")} selectedLabel={deal?.account?.name ?? preset.account?.name} />
      <AsyncSelectField
        field={field("contactId")}
        search={contacts.search}
        selectedLabel={deal?.contact?.name ?? preset.contact?.name}
      />
      <ProductAndAmount form={form} currency={currency} productName={deal?.product?.name} />
      {deal ? null : <StageFields form={form} />}
      <FieldRow>
        <DateField field={field("expectedCloseOn")} label="Expected close" />
        <DateField field={field("openedOn")} label="Opened" />
        <NumberField
          field={field("probability")}
          min={0}
          max={100}
          suffix=" %"
          description="Empty: as the stage says"
        />
        <SelectField
          field={field("forecastCategory")}
          label="Forecast category"
          options={categoryOptions}
          description="Empty: as the stage says"
        />
      </FieldRow>
      <OwnerField field={field("ownerId")} selectedLabel={deal?.owner?.name} />
      <TagPickerField field={field("tagIds")} />
      <TextAreaField field={field("description")} />
    </FormDrawer>
  );
}

type DealForm = ReturnType<typeof useZodForm<typeof createDealInput>>;

/** Choosing a product fills in its list price, as long as nobody has typed an amount. */
function ProductAndAmount({
  form,
  currency,
  productName,
}: {
  form: DealForm;
  currency: string;
  productName: string | undefined;
}) {
  const products = useProductOptions();
  const product = form.field("productId");
  const choose = (id: string | null | undefined) => {
    product.onChange(id);
    const { amountMinor } = form.values;
    if (!id || (amountMinor !== null && amountMinor !== undefined)) return;
    void products.priceOf(id).then(
      (price) => {
        form.setValue("amountMinor", price.unitAmountMinor);
        form.setValue("currency", price.currency);
      },
      // Only a convenience: the amount can be typed.
      () => undefined,
    );
  };
  return (
    <>
      <AsyncSelectField field={{ ...product, onChange: choose }} search={products.search} selectedLabel={productName} />
      <FieldRow>
        <MoneyField field={form.field("amountMinor")} currency={currency} />
        <SelectField field={{ ...form.field("currency"), value: currency, required: true }} options={currencyOptions} />
      </FieldRow>
    </>
  );
}

function StageFields({ form }: { form: DealForm }) {
  const { pipelines } = usePipelines();
  const stageId = form.values.stageId;
  const home =
    pipelines.find((pipeline) => pipeline.id === form.values.pipelineId) ??
    pipelines.find((pipeline) => pipeline.stages.some((stage) => stage.id === stageId)) ??
    pipelines[0];
  if (!home) return null;
  const stages = home.stages.map(({ id, name, probability }) => ({ value: id, label: `${name} (${probability} %)` }));
  const stage = form.field("stageId");
  const pipeline = form.field("pipelineId");
  const toPipeline = (id: string | null | undefined) => {
    pipeline.onChange(id);
    stage.onChange(undefined);
  };
  return (
    <FieldRow>
      {pipelines.length > 1 ? (
        <SelectField
          field={{ ...pipeline, value: home.id, onChange: toPipeline, required: true }}
          label="Pipeline"
          options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <SelectField
        field={{ ...stage, value: stageId ?? stages[0]?.value, required: true }}
        label="Stage"
        options={stages}
      />
    </FieldRow>
  );
}
