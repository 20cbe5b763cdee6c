"use client";

import { Text } from "@mantine/core";
import { dayIn } from "@steward/contracts/kernel/day";
import { ColourBadges, type Column, DateText, type FilterDefinition, Money, PersonName, useLocale } from "@steward/ui";
import { useMemo } from "react";
import { useTenant } from "../../shell/use-tenant.ts";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { useAccountOptions, useOwnerOptions, useTags } from "../part/use-options.ts";
import { categoryLabels, categoryOptions, DealStatusBadge, statusOptions } from "./deal-words.tsx";
import { type Pipeline, usePipelines, useProductOptions } from "./use-deal-options.ts";

export type DealRow = RouterOutputs["crm"]["deal"]["list"]["items"][number];

/** The day a deal is expected to close, and in words whether that has passed. */
export function ExpectedClose({ deal }: { deal: Pick<DealRow, "status" | "expectedCloseOn"> }) {
  const { timeZone } = useLocale();
  const late =
    deal.status === "open" && deal.expectedCloseOn !== null && deal.expectedCloseOn < dayIn(timeZone, new Date());
  if (!late) return <DateText value={deal.expectedCloseOn} />;
  return (
    <Text span inherit c="var(--mantine-color-error)">
      <DateText value={deal.expectedCloseOn} /> · overdue
    </Text>
  );
}

export function stageOptions(pipelines: readonly Pipeline[]) {
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      value: stage.id,
      label: pipelines.length > 1 ? `${pipeline.name} · ${stage.name}` : stage.name,
    })),
  );
}

export const currencyOptions = Intl.supportedValuesOf("currency").map((value) => ({ value, label: value }));

/** Filters that belong to no column, on the table and on the board. */
export function useDealFilters({ onBoard = false } = {}): FilterDefinition[] {
  const owners = useOwnerOptions({ withNobody: true });
  const accounts = useAccountOptions();
  const products = useProductOptions({ withNone: true });
  const tags = useTags();
  const currency = useTenant()?.currency ?? "USD";
  const { pipelines } = usePipelines();
  return useMemo(() => {
    const shared: FilterDefinition[] = [
      { key: "overdue", label: "Overdue", kind: "boolean" },
      { key: "undated", label: "Without a close date", kind: "boolean" },
      { key: "forecastCategory", label: "Forecast category", kind: "multiselect", options: categoryOptions },
      { key: "currency", label: "Currency", kind: "select", options: currencyOptions },
    ];
    if (!onBoard) {
      const options = pipelines.map(({ id, name }) => ({ value: id, label: name }));
      return pipelines.length > 1
        ? [{ key: "pipelineId", label: "Pipeline", kind: "select", options }, ...shared]
        : shared;
    }
    return [
      { key: "ownerId", label: "Owner", kind: "relation", ...owners },
      { key: "accountId", label: "Account", kind: "relation", ...accounts },
      { key: "productId", label: "Product", kind: "relation", search: products.search, resolve: products.resolve },
      { key: "amountMinor", label: "Amount", kind: "money-range", currency },
      { key: "expectedCloseOn", label: "Expected close", kind: "date-range" },
      {
        key: "tagId",
        label: "Tags",
        kind: "multiselect",
        options: tags.map((tag) => ({ value: tag.id, label: tag.name })),
      },
      ...shared,
    ];
  }, [onBoard, owners, accounts, products, tags, currency, pipelines]);
}

/** The columns of the deals list, with their filters. */
export function useDealColumns(): Column<DealRow>[] {
  const owners = useOwnerOptions({ withNobody: true });
  const accounts = useAccountOptions();
  const products = useProductOptions({ withNone: true });
  const tags = useTags();
  const currency = useTenant()?.currency ?? "USD";
  const { pipelines } = usePipelines();
  return useMemo(
    () => [
      { id: "name", header: "Deal", sortable: true, render: (row) => row.name },
      {
        id: "accountId",
        header: "Account",
        render: (row) => row.account?.name,
        filter: { kind: "relation", ...accounts },
      },
      {
        id: "stageId",
        header: "Stage",
        width: 130,
        render: (row) => row.stage.name,
        filter: { kind: "multiselect", options: stageOptions(pipelines) },
      },
      {
        id: "status",
        header: "Status",
        width: 100,
        render: (row) => <DealStatusBadge status={row.status} />,
        filter: { kind: "multiselect", options: statusOptions },
      },
      {
        id: "amountMinor",
        header: "Amount",
        sortable: true,
        align: "end",
        width: 130,
        render: (row) => <Money amountMinor={row.amountMinor} currency={row.currency} compact />,
        filter: { kind: "money-range", currency },
      },
      {
        id: "expectedCloseOn",
        header: "Expected close",
        sortable: true,
        width: 170,
        render: (row) => <ExpectedClose deal={row} />,
        filter: { kind: "date-range" },
      },
      {
        id: "ownerId",
        header: "Owner",
        render: (row) => (row.owner ? <PersonName name={row.owner.name} /> : null),
        filter: { kind: "relation", ...owners },
      },
      {
        id: "productId",
        header: "Product",
        render: (row) => row.product?.name,
        filter: { kind: "relation", search: products.search, resolve: products.resolve },
      },
      {
        id: "closedOn",
        header: "Closed",
        sortable: true,
        width: 120,
        render: (row) => (row.closedOn ? <DateText value={row.closedOn} /> : null),
        filter: { kind: "date-range" },
      },
      {
        id: "probability",
        header: "Probability",
        align: "end",
        width: 110,
        defaultHidden: true,
        render: (row) => `${row.probability} %`,
      },
      {
        id: "category",
        header: "Forecast",
        width: 110,
        defaultHidden: true,
        render: (row) => categoryLabels[row.forecastCategory],
      },
      {
        id: "tagId",
        header: "Tags",
        width: 200,
        defaultHidden: true,
        render: (row) => (row.tags.length > 0 ? <ColourBadges items={row.tags} most={2} /> : null),
        filter: { kind: "multiselect", options: tags.map((tag) => ({ value: tag.id, label: tag.name })) },
      },
      { id: "lostReason", header: "Lost because", defaultHidden: true, render: (row) => row.lostReason },
      { id: "externalRef", header: "Reference", defaultHidden: true, width: 120, render: (row) => row.externalRef },
      {
        id: "createdAt",
        header: "Created",
        sortable: true,
        defaultHidden: true,
        width: 130,
        render: (row) => <DateText value={row.createdAt} />,
      },
      {
        id: "updatedAt",
        header: "Updated",
        sortable: true,
        defaultHidden: true,
        width: 130,
        render: (row) => <DateText value={row.updatedAt} />,
      },
    ],
    [owners, accounts, products, tags, currency, pipelines],
  );
}
