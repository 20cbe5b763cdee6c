import { addDays, weekStart } from "@steward/contracts/kernel/day";
import { project, projectMember } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { today } from "../kernel/index.ts";
import { listBudgets } from "./budget.ts";
import { createTimeEntry, removeTimeEntries } from "./entry.ts";
import { openWorkshop, type Workshop } from "./time-fixture.ts";

let workshop: Workshop;
let day: string;
beforeAll(async () => {
  workshop = await openWorkshop();
  day = addDays(weekStart(today({ tenant: workshop.two.acme })), -7);
});
afterAll(() => workshop.two.close());

type Worker = "owner" | "manager" | "member" | "technician";
const log = (role: Worker, projectId: string, minutes: number, isBillable = true) =>
  workshop.as(role, (ctx) => createTimeEntry(ctx, { day, minutes, projectId, isBillable }));
const budgets = (role: Worker, ...projectIds: string[]) => workshop.as(role, (ctx) => listBudgets(ctx, { projectIds }));

test("what was logged stands beside the budget: hours of all, money of what is billed and has a rate", async () => {
  const projectId = await workshop.project({ budgetMinutes: 120, budgetMinor: 150_00 });
  const untouched = await workshop.project();
  await workshop.join(projectId, "member", 60_00);
  await log("member", projectId, 90);
  // Three times 5 minutes at 100 are 25.00, though each is 8.33.
  for (const minutes of [5, 5, 5]) await log("technician", projectId, minutes);
  await log("technician", projectId, 30, false);
  const { id } = await log("member", projectId, 45);
  await workshop.as("member", (ctx) => removeTimeEntries(ctx, [id]));
  await workshop.as("owner", ({ db }) =>
    db.update(project).set({ hourlyRateMinor: null }).where(eq(project.id, projectId)),
  );
  await log("technician", projectId, 20);
  const money = { amountMinor: 115_00, budgetMinor: 150_00, currency: "EUR", unpricedMinutes: 20 };
  const whole = { projectId, isWhole: true, minutes: 155, budgetMinutes: 120, money };
  const nothing = { projectId: untouched, minutes: 0, budgetMinutes: null, money: { amountMinor: 0 } };
  const found = await budgets("manager", projectId, untouched);
  expect(found).toHaveLength(2);
  expect(found).toEqual(expect.arrayContaining([whole, expect.objectContaining({ projectId: untouched })]));
  expect(found.find((one) => one.projectId === untouched)).toMatchObject(nothing);
  // What was logged in the currency of before is not added to what is billed in that of now.
  await workshop.as("owner", ({ db }) => db.update(project).set({ currency: "JPY" }).where(eq(project.id, projectId)));
  expect(await budgets("manager", projectId)).toMatchObject([{ money: { amountMinor: 0, unpricedMinutes: 125 } }]);
});

test("money is for who leads the project, others' hours too, and a private one is not there for others", async () => {
  const projectId = await workshop.project({ budgetMinutes: 60, visibility: "private" });
  for (const role of ["member", "technician"] as const) await workshop.join(projectId, role);
  for (const role of ["member", "technician"] as const) await log(role, projectId, 30);
  expect(await budgets("member", projectId)).toEqual([
    { projectId, isWhole: false, minutes: 30, budgetMinutes: 60, money: null },
  ]);
  await workshop.as("owner", ({ db }) =>
    db
      .update(projectMember)
      .set({ role: "lead" })
      .where(
        and(
          eq(projectMember.projectId, projectId),
          eq(projectMember.memberId, workshop.two.acme.members.member.memberId),
        ),
      ),
  );
  expect(await budgets("member", projectId)).toMatchObject([
    { isWhole: true, minutes: 60, money: { amountMinor: 100_00 } },
  ]);
  expect(await budgets("manager", projectId)).toEqual([]);
});
