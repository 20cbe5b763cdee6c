"use client";

import { useHref } from "@steward/client";
import { EmptyState, ErrorState, LoadingState, notifySuccess } from "@steward/ui";
import { Board, type BoardColumn } from "@steward/ui/board";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterInputs, type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { LoseDialog, WinDialog } from "./close-dialogs.tsx";
import { DealCard } from "./deal-card.tsx";
import { Amounts, categoryLabels } from "./deal-words.tsx";
import type { Pipeline } from "./use-deal-options.ts";

type BoardInput = RouterInputs["crm"]["deal"]["board"]["columns"];
type Card = RouterOutputs["crm"]["deal"]["board"]["columns"][number]["items"][number];

interface DealBoardProps extends Pick<BoardInput, "filter" | "sort"> {
  pipeline: Pipeline;
  search: string | undefined;
}

const perColumn = 20;

/** Cards by stage. A move shows at once, can be undone, and falls back where the server refuses it. */
export function DealBoard({ pipeline, search, filter, sort }: DealBoardProps) {
  const href = useHref();
  const canMove = useMay()("crm.deal.write");
  const input = { pipelineId: pipeline.id, ...(search ? { search } : {}), filter, sort, limit: perColumn };
  const board = trpc.crm.deal.board.columns.useQuery(input, { placeholderData: (previous) => previous });
  const more = useMoreCards(input);
  const move = useMove(pipeline);
  const [closing, setClosing] = useState<{ card: Card; how: "won" | "lost" }>();
  if (board.isPending) return <LoadingState label="Loading the board" />;
  if (board.error) return <ErrorState error={board.error} onRetry={board.refetch} />;
  if (pipeline.stages.length === 0) return <EmptyState title="This pipeline has no stages" />;

  const columns: BoardColumn<Card>[] = pipeline.stages.map((stage) => {
    const column = board.data.find((one) => one.stageId === stage.id);
    const rest = more.of(stage.id, column?.nextCursor ?? null);
    return {
      id: stage.id,
      title: stage.name,
      tone: stage.forecastCategory === "commit" ? "success" : "neutral",
      cards: [...(column?.items ?? []), ...rest.items],
      count: column?.totals.reduce((sum, one) => sum + one.count, 0) ?? 0,
      sum: column ? (
        <span title={`${stage.probability} % · ${categoryLabels[stage.forecastCategory]}`}>
          <Amounts amounts={column.totals} />
        </span>
      ) : null,
      hasMore: rest.cursor !== null,
      loading: rest.loading,
      onLoadMore: () => more.load(stage.id, rest.cursor),
      ...(canMove ? {} : { locked: "Your role does not move deals" }),
    };
  });
  return (
    <>
      <Board
        label={`${pipeline.name}: open deals by stage`}
        columns={columns}
        cardLabel={(card) => [card.name, card.account?.name].filter(Boolean).join(", ")}
        cardHref={(card) => href(`/crm/deals/${card.id}`)}
        renderCard={(card) => (
          <DealCard deal={card} {...(canMove ? { onClose: (how) => setClosing({ card, how }) } : {})} />
        )}
        onMove={(cardId, stageId) => move(cardId, stageId, columns)}
      />
      {closing?.how === "won" ? <WinDialog deal={closing.card} opened onClose={() => setClosing(undefined)} /> : null}
      {closing?.how === "lost" ? <LoseDialog deal={closing.card} opened onClose={() => setClosing(undefined)} /> : null}
    </>
  );
}

/** Moves a card and waits until the board knows: before, a fallback would show it where it stood. */
function useMove(pipeline: Pipeline) {
  const utils = trpc.useUtils();
  const mutation = trpc.crm.deal.move.useMutation();
  const send = async (id: string, stageId: string) => {
    await mutation.mutateAsync({ id, stageId });
    await utils.crm.invalidate();
  };
  return async (id: string, stageId: string, columns: readonly BoardColumn<Card>[]) => {
    const card = columns.flatMap((column) => column.cards).find((one) => one.id === id);
    // The order within a stage follows from dates or amounts: nothing to store.
    if (!card || card.stage.id === stageId) return;
    await send(id, stageId);
    const to = pipeline.stages.find((stage) => stage.id === stageId)?.name ?? "another stage";
    notifySuccess(`${card.name} moved to ${to}`, { undo: () => send(id, card.stage.id) });
  };
}

interface More {
  items: Card[];
  cursor: string | null;
  loading: boolean;
}

/** Cards behind the first ones, by stage; they are forgotten when the question changes. */
function useMoreCards(input: BoardInput & { limit: number }) {
  const utils = trpc.useUtils();
  const { pipelineId: _pipeline, ...which } = input;
  const key = JSON.stringify(input);
  const [store, setStore] = useState<{ key: string; stages: Readonly<Record<string, More>> }>({ key, stages: {} });
  const stages = store.key === key ? store.stages : {};
  const put = (stageId: string, more: More) =>
    setStore((now) => ({ key, stages: { ...(now.key === key ? now.stages : {}), [stageId]: more } }));
  return {
    of: (stageId: string, first: string | null): More =>
      stages[stageId] ?? { items: [], cursor: first, loading: false },
    load: async (stageId: string, cursor: string | null) => {
      const before = stages[stageId]?.items ?? [];
      put(stageId, { items: before, cursor, loading: true });
      try {
        const page = await utils.crm.deal.board.more.fetch({ ...which, stageId, cursor });
        put(stageId, { items: [...before, ...page.items], cursor: page.nextCursor, loading: false });
      } catch {
        put(stageId, { items: before, cursor, loading: false });
      }
    },
  };
}
