"use client";

import { Autocomplete } from "@mantine/core";
import { loseDealInput, usualLostReasons, winDealInput } from "@steward/contracts/crm/deal";
import { dayIn } from "@steward/contracts/kernel/day";
import { DateField, FormModal, MoneyField, notifySuccess, useLocale, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import type { DealRow } from "./deal-columns.tsx";

export type ClosingDeal = Pick<DealRow, "id" | "name" | "version" | "amountMinor" | "currency" | "openedOn">;

interface CloseDialogProps {
  /** Undefined keeps the dialog closed. */
  deal: ClosingDeal;
  opened: boolean;
  onClose: () => void;
}

function useReopen() {
  const utils = trpc.useUtils();
  const reopen = trpc.crm.deal.reopen.useMutation({ onSuccess: () => utils.crm.invalidate() });
  return (id: string) => ({ undo: () => reopen.mutateAsync({ id }) });
}

/** Ends a deal as won: when, and for how much in the end. */
export function WinDialog({ deal, opened, onClose }: CloseDialogProps) {
  const { timeZone } = useLocale();
  const utils = trpc.useUtils();
  const takingBack = useReopen();
  const win = trpc.crm.deal.win.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const today = dayIn(timeZone, new Date());
  const form = useZodForm({
    schema: winDealInput.omit({ id: true, version: true }),
    initialValues: { closedOn: today, amountMinor: deal.amountMinor },
    onSubmit: async (values) => {
      await win.mutateAsync({ ...values, id: deal.id, version: deal.version });
      notifySuccess(`${deal.name} won`, takingBack(deal.id));
    },
  });
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={`Win ${deal.name}`} submitLabel="Mark as won">
      <MoneyField field={form.field("amountMinor")} label="Final amount" currency={deal.currency} />
      <DateField field={form.field("closedOn")} label="Closed on" max={today} {...since(deal)} />
    </FormModal>
  );
}

/** Ends a deal as lost: why, and when. */
export function LoseDialog({ deal, opened, onClose }: CloseDialogProps) {
  const { timeZone } = useLocale();
  const utils = trpc.useUtils();
  const takingBack = useReopen();
  const lose = trpc.crm.deal.lose.useMutation({ onSuccess: () => utils.crm.invalidate() });
  const today = dayIn(timeZone, new Date());
  const form = useZodForm({
    schema: loseDealInput.omit({ id: true, version: true }),
    initialValues: { closedOn: today },
    onSubmit: async (values) => {
      await lose.mutateAsync({ ...values, id: deal.id, version: deal.version });
      notifySuccess(`${deal.name} lost`, takingBack(deal.id));
    },
  });
  const reason = form.field("reason");
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={`Lose ${deal.name}`} submitLabel="Mark as lost">
      <Autocomplete
        label="Reason"
        description="Choose one or write your own"
        required
        data={[...usualLostReasons]}
        value={reason.value ?? ""}
        onChange={reason.onChange}
        onBlur={reason.onBlur}
        error={reason.error}
        maxLength={500}
        // Open at once, the list would cover the button that ends the dialog.
        openOnFocus={false}
        data-autofocus
      />
      <DateField field={form.field("closedOn")} label="Closed on" max={today} {...since(deal)} />
    </FormModal>
  );
}

const since = ({ openedOn }: ClosingDeal) => (openedOn ? { min: openedOn } : {});
