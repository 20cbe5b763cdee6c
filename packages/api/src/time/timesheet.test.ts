import { type Role, roles } from "@steward/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { call } from "../contract/procedures.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

const weekOn = "2026-03-02";
const deciders: readonly Role[] = ["owner", "admin", "manager"];
const workers = roles.filter((role) => role !== "guest");

test("owners, admins and managers decide each other's timesheets; members are refused, and so is everybody their own", async () => {
  const as = (role: Role) => harness.as(harness.acme, role);
  const sheets = new Map<Role, string>();
  for (const role of workers) {
    await call(await as(role), "time.entry.create", { day: weekOn, minutes: 480 });
    sheets.set(role, ((await call(await as(role), "time.timesheet.submit", { weekOn })) as { id: string }).id);
  }
  const decide = async (role: Role, whose: Role) => {
    const result = await outcome(
      call(await as(role), "time.timesheet.decide", { id: sheets.get(whose), decision: "approve" }),
    );
    return "refused" in result ? JSON.parse(result.refused) : result.value;
  };
  for (const role of roles) {
    const own = { code: "FORBIDDEN", reason: deciders.includes(role) ? "timesheet.own" : "permission_missing" };
    if (role !== "guest") expect(await decide(role, role)).toMatchObject(own);
    if (!deciders.includes(role)) {
      expect(await decide(role, "owner")).toMatchObject({ code: "FORBIDDEN", reason: "permission_missing" });
    }
  }
  expect(await decide("owner", "member")).toMatchObject({ status: "approved" });
  expect(await decide("admin", "owner")).toMatchObject({ status: "approved" });
  expect(await decide("manager", "admin")).toMatchObject({ status: "approved" });
});
