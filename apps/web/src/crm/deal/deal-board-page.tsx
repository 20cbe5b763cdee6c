"use client";

import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { useHref } from "@steward/client";
import { type boardSorts, dealFilter, dealSortFields } from "@steward/contracts/crm/deal";
import { EmptyState, FilterBar, LoadingState, PageHeader, useListState } from "@steward/ui";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { DealBoard } from "./deal-board.tsx";
import { useDealFilters } from "./deal-columns.tsx";
import { DealDrawer } from "./deal-drawer.tsx";
import { dealTabs } from "./deal-tabs.ts";
import { ForecastStrip } from "./forecast-strip.tsx";
import { usePipelines } from "./use-deal-options.ts";

type BoardSort = (typeof boardSorts)[number];
const sortOptions: { value: BoardSort; label: string }[] = [
  { value: "expectedCloseOn", label: "Expected close" },
  { value: "amountMinor", label: "Amount" },
  { value: "updatedAt", label: "Last change" },
];

/** The open deals of a pipeline by stage, to be moved along. */
export function DealBoardPage() {
  const href = useHref();
  const may = useMay();
  const { pipelines, isLoading } = usePipelines();
  const query = useListState({ address: "crm.deal.board", sortable: dealSortFields, filterSchema: dealFilter });
  const filters = useDealFilters({ onBoard: true });
  const [sort, setSort] = useState<BoardSort>("expectedCloseOn");
  const [drawer, { open, close }] = useDisclosure(false);
  const { pipelineId, stageId: _stage, status: _status, closedOn: _closed, ...filter } = query.input.filter;
  const pipeline = pipelines.find((one) => one.id === pipelineId) ?? pipelines[0];
  const newButton = may("crm.deal.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      New deal
    </Button>
  ) : null;
  return (
    <Stack gap="sm">
      <PageHeader title="Deals" primaryAction={newButton} tabs={dealTabs(href)} />
      <Group gap={6} role="toolbar" aria-label="Board tools">
        {pipelines.length > 1 ? (
          <Select
            aria-label="Pipeline"
            data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
            value={pipeline?.id ?? null}
            onChange={(id) => query.setFilter("pipelineId", id ?? undefined)}
            allowDeselect={false}
            w={180}
          />
        ) : null}
        <SearchBox value={query.search} onSearch={query.setSearch} />
        <FilterBar filters={filters} query={query} />
        <Select
          aria-label="Order of the cards"
          data={sortOptions}
          value={sort}
          onChange={(next) => setSort(sortOptions.find((option) => option.value === next)?.value ?? "expectedCloseOn")}
          allowDeselect={false}
          w={160}
          ml="auto"
        />
      </Group>
      {isLoading ? <LoadingState label="Loading the board" /> : null}
      {!isLoading && !pipeline ? (
        <EmptyState
          title="No pipeline yet"
          description="The first deal brings a pipeline with the usual stages along."
          action={newButton}
        />
      ) : null}
      {pipeline ? (
        <>
          <ForecastStrip pipelineId={pipeline.id} />
          <DealBoard pipeline={pipeline} search={query.input.search} filter={filter} sort={sort} />
        </>
      ) : null}
      <DealDrawer opened={drawer} onClose={close} />
    </Stack>
  );
}

function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(value);
  const searchSoon = useDebouncedCallback(onSearch, 250);
  return (
    <TextInput
      type="search"
      aria-label="Search deals"
      placeholder="Search deal, account, reference"
      maxLength={200}
      leftSection={<IconSearch size={15} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        searchSoon(event.currentTarget.value);
      }}
      w={240}
    />
  );
}
