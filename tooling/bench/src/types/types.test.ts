import { expect, test } from "vitest";
import { countInstantiations, readBudgets, tolerance } from "./budget.ts";
import { writeWorkspace } from "./workspace.ts";

test("a procedure costs the compiler what the budget says; a change that makes it dearer changes the budget with it", async () => {
  const { procedures, ...budget } = readBudgets().test;
  using workspace = writeWorkspace(procedures);
  const counted = await countInstantiations(workspace, procedures);
  for (const name of ["workspaceInstantiations", "webInstantiations"] as const) {
    expect(counted[name] / budget[name], `${name}: ${counted[name]} of ${budget[name]}`).toBeGreaterThan(1 - tolerance);
    expect(counted[name] / budget[name], `${name}: ${counted[name]} of ${budget[name]}`).toBeLessThan(1 + tolerance);
  }
});
