import { setTimeout } from "node:timers/promises";
import { dealStage } from "@steward/db/schema";
import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeDeals, restoreDeals } from "../deal/bulk.ts";
import { createDeal, moveDeal, reopenDeal, winDeal } from "../deal/deal.ts";
import { getDeal } from "../deal/queries.ts";
import { startingStage } from "../deal/rows.ts";
import { createSalesFixture, type SalesFixture } from "../forecast/sales-fixture.ts";
import { createProduct, restoreProducts, retireProducts, updateProduct } from "../product/product.ts";
import { countProducts } from "../product/queries.ts";
import {
  createPipeline,
  ensureDefaultPipeline,
  removePipeline,
  reorderPipelines,
  restorePipeline,
  updatePipeline,
} from "./pipeline.ts";
import { listPipelines, type Pipeline } from "./queries.ts";
import { createStage, removeStage, reorderStages, updateStage } from "./stage.ts";

let sales: SalesFixture;
beforeAll(async () => {
  sales = await createSalesFixture();
});
afterAll(() => sales?.close());

const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });
const names = (pipeline: Pipeline | undefined) => pipeline?.stages.map((stage) => stage.name);

describe("pipelines", () => {
  it("begin with one, also when two first deals are added at once", async () => {
    const made = await Promise.all([1, 2, 3].map(() => sales.act(ensureDefaultPipeline)));
    expect(new Set(made.map((pipeline) => pipeline.id)).size).toBe(1);
    const [only, ...others] = await sales.look(listPipelines);
    expect(others).toEqual([]);
    expect(
      only?.stages.map(({ name, probability, forecastCategory }) => [name, probability, forecastCategory]),
    ).toEqual([
      ["Prospecting", 10, "omitted"],
      ["Qualification", 25, "pipeline"],
      ["Engaging", 40, "pipeline"],
      ["Proposal", 60, "bestCase"],
      ["Negotiation", 80, "commit"],
    ]);
  });

  it("have names of their own, an order, and one is always left", async () => {
    const sold = await sales.act(ensureDefaultPipeline);
    await expect(sales.act((ctx) => removePipeline(ctx, sold.id))).rejects.toEqual(
      refused("PRECONDITION", "pipeline.last"),
    );
    const renewals = await sales.act((ctx) => createPipeline(ctx, { name: "Renewals" }));
    const taken = refused("CONFLICT", "pipeline.name_taken");
    await expect(sales.act((ctx) => createPipeline(ctx, { name: "renewals" }))).rejects.toEqual(taken);
    await expect(sales.act((ctx) => updatePipeline(ctx, { id: renewals.id, name: "SALES" }))).rejects.toEqual(taken);
    const ordered = await sales.act((ctx) => reorderPipelines(ctx, { ids: [renewals.id, sold.id] }));
    expect(ordered.map((pipeline) => pipeline.name)).toEqual(["Renewals", "Sales"]);
    await expect(sales.act((ctx) => reorderPipelines(ctx, { ids: [renewals.id] }))).rejects.toEqual(
      refused("INVALID", "pipeline.order_incomplete"),
    );
    await sales.act((ctx) => reorderPipelines(ctx, { ids: [sold.id, renewals.id] }));
    const { id } = await sales.act((ctx) => createDeal(ctx, { name: "Renewal", pipelineId: renewals.id }));
    await expect(sales.act((ctx) => removePipeline(ctx, renewals.id))).rejects.toEqual(
      refused("PRECONDITION", "pipeline.has_open_deals"),
    );
    await sales.act((ctx) => winDeal(ctx, { id }));
    await sales.act((ctx) => removePipeline(ctx, renewals.id));
    expect((await sales.look((ctx) => getDeal(ctx, id))).pipeline.name).toBe("Renewals");
    await sales.act((ctx) => restorePipeline(ctx, renewals.id));
    expect(await sales.look(listPipelines)).toHaveLength(2);
  });
});

describe("stages", () => {
  it("are added, changed and put in order", async () => {
    const { id } = await sales.act((ctx) => createPipeline(ctx, { name: "Ordered" }));
    const fields = { probability: 90, forecastCategory: "commit" as const };
    const added = await sales.act((ctx) => createStage(ctx, { pipelineId: id, name: "Signature", ...fields }));
    expect(names(added)?.at(-1)).toBe("Signature");
    const ids = added.stages.map((stage) => stage.id).reverse();
    const reversed = await sales.act((ctx) => reorderStages(ctx, { pipelineId: id, ids }));
    expect(names(reversed)).toEqual(names(added)?.reverse());
    const first = ids[0] ?? "";
    const changed = await sales.act((ctx) => updateStage(ctx, { id: first, probability: 95 }));
    expect(changed.stages[0]).toMatchObject({ name: "Signature", probability: 95, forecastCategory: "commit" });
    await expect(sales.act((ctx) => updateStage(ctx, { id: first, version: 1, probability: 5 }))).rejects.toEqual(
      refused("CONFLICT", "record_changed"),
    );
  });

  it("with open deals are removed only together with a place for these, the ones in the bin included", async () => {
    const made = await sales.act((ctx) => createPipeline(ctx, { name: "Shrinking" }));
    const [from, to] = made.stages;
    if (!from || !to) throw new Error("The pipeline has no stages.");
    const add = (name: string) => sales.act((ctx) => createDeal(ctx, { name, stageId: from.id }));
    const [open, binned, won] = [await add("Open"), await add("Binned"), await add("Won")];
    await sales.act((ctx) => removeDeals(ctx, [binned.id]));
    await sales.act((ctx) => winDeal(ctx, { id: won.id }));
    await expect(sales.act((ctx) => removeStage(ctx, { id: from.id }))).rejects.toMatchObject({
      reason: "pipeline.stage_has_deals",
      details: { count: 2 },
    });
    const elsewhere = await sales.act(ensureDefaultPipeline);
    await expect(
      sales.act((ctx) => removeStage(ctx, { id: from.id, moveToStageId: elsewhere.stages[0]?.id })),
    ).rejects.toEqual(refused("INVALID", "pipeline.stage_elsewhere"));
    const left = await sales.act((ctx) => removeStage(ctx, { id: from.id, moveToStageId: to.id }));
    expect(names(left)).not.toContain(from.name);
    await sales.act((ctx) => restoreDeals(ctx, [binned.id]));
    for (const { id } of [open, binned]) {
      const now = await sales.look((ctx) => getDeal(ctx, id));
      expect(now.stage.id).toBe(to.id);
      expect(now.stays.map((stay) => stay.stage.id)).toEqual([from.id, to.id]);
      expect(now.stays[0]?.leftAt).toEqual(now.stays[1]?.enteredAt);
    }
    expect((await sales.look((ctx) => getDeal(ctx, won.id))).stage.name).toBe(from.name);
    // Its stage is gone: opened again it starts at the pipeline's first.
    expect((await sales.act((ctx) => reopenDeal(ctx, { id: won.id }))).stage.id).toBe(to.id);
    await expect(sales.act((ctx) => moveDeal(ctx, { id: open.id, stageId: from.id }))).rejects.toEqual(
      refused("INVALID", "reference_unknown"),
    );
  });

  it("that are removed while a deal arrives keep no deal", async () => {
    const made = await sales.act((ctx) => createPipeline(ctx, { name: "Contested" }));
    const [gone, kept] = made.stages;
    if (!gone || !kept) throw new Error("The pipeline has no stages.");
    let removal: Promise<unknown> | undefined;
    await sales.act(async (ctx) => {
      const start = await startingStage(ctx, { stageId: gone.id });
      removal = sales.act((other) => removeStage(other, { id: gone.id, moveToStageId: kept.id }));
      // Time enough to remove it, were it not held for this deal.
      await setTimeout(200);
      await createDeal(ctx, { name: "Arrival", stageId: start.id });
    });
    await removal;
    const stranded = await sales.look((ctx) => ctx.db.select().from(dealStage).where(eq(dealStage.stageId, gone.id)));
    expect(stranded.filter((row) => row.leftAt === null)).toEqual([]);
    const current = await sales.look((ctx) => ctx.db.select().from(dealStage).where(isNull(dealStage.leftAt)));
    expect(current.every((row) => row.stageId !== gone.id)).toBe(true);
  });

  it("and pipelines of another organisation do not exist", async () => {
    const { id, stages } = await sales.act(ensureDefaultPipeline);
    const gone = refused("NOT_FOUND", "not_found");
    const foreign = (work: Parameters<typeof sales.act>[0]) => sales.act(work, sales.globex, "manager");
    await expect(foreign((ctx) => updatePipeline(ctx, { id, name: "Mine" }))).rejects.toEqual(gone);
    await expect(foreign((ctx) => removeStage(ctx, { id: stages[0]?.id ?? "" }))).rejects.toEqual(gone);
    expect(await sales.look(listPipelines, sales.globex)).toEqual([]);
  });
});

describe("products", () => {
  it("have names and codes of their own, and are retired rather than removed", async () => {
    const make = (input: Parameters<typeof createProduct>[1]) => sales.act((ctx) => createProduct(ctx, input));
    const basic = await make({ name: "GTX Basic", sku: "GTX-B", family: "GTX", unitAmountMinor: 55_000 });
    expect(basic).toMatchObject({ currency: "USD", active: true, unitAmountMinor: 55_000 });
    await expect(make({ name: "gtx basic" })).rejects.toEqual(refused("CONFLICT", "product.name_taken"));
    await expect(make({ name: "Other", sku: "GTX-B" })).rejects.toEqual(refused("CONFLICT", "product.sku_taken"));
    const { id } = basic;
    await sales.act((ctx) => updateProduct(ctx, { id, version: 1, unitAmountMinor: 60_000 }));
    await expect(sales.act((ctx) => updateProduct(ctx, { id, version: 1, name: "x" }))).rejects.toEqual(
      refused("CONFLICT", "record_changed"),
    );
    const offered = () => sales.look((ctx) => countProducts(ctx, { search: "gtx", filter: { active: true } }));
    expect(await offered()).toBe(1);
    await sales.act((ctx) => retireProducts(ctx, [id]));
    expect(await offered()).toBe(0);
    await sales.act((ctx) => restoreProducts(ctx, [id]));
    expect(await offered()).toBe(1);
    await expect(sales.act((ctx) => retireProducts(ctx, [id]), sales.globex)).rejects.toEqual(
      refused("NOT_FOUND", "not_found"),
    );
  });
});
