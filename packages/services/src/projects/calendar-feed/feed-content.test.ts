import { addDays } from "@steward/contracts/kernel/day";
import { afterAll, beforeAll, expect, it } from "vitest";
import { today } from "../../kernel/index.ts";
import { requireProject } from "../../projects-access/index.ts";
import { openWorkshop, type Workshop } from "../project-fixture.ts";
import { draftOf, insertTasks } from "../task/rows.ts";
import { readFeed } from "./feed-content.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

it("a calendar of more than it shows leaves out what is long past, not what is to come", async () => {
  const lead = shop.as("member");
  const { id, statuses } = await lead.start();
  const statusId = statuses[0]?.id ?? "";
  await lead.act(async (ctx) => {
    await requireProject(ctx, id, "work", { lock: true });
    const due = (title: string, inDays: number) =>
      draftOf({ title, statusId, reporterId: lead.id, dueOn: addDays(today(ctx), inDays) });
    for (let part = 0; part < 2; part += 1) {
      await insertTasks(
        ctx,
        id,
        Array.from({ length: 1_000 }, () => due("Long ago", -60)),
      );
    }
    await insertTasks(ctx, id, [due("Next week", 7), due("Yesterday", -1)]);
  });
  const calendar = (await lead.look((ctx) => readFeed(ctx, id, "https://steward.example"))) ?? "";
  const summaries = calendar.split("\r\n").filter((line) => line.startsWith("SUMMARY:"));
  expect(summaries).toHaveLength(2_000);
  expect(summaries.slice(-2).map((line) => line.split(" ").slice(1).join(" "))).toEqual(["Yesterday", "Next week"]);
});
