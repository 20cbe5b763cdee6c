import { describe, expect, it } from "vitest";
import { registerProblemTexts, toProblem } from "./problem.ts";

describe("toProblem", () => {
  it("reads what the server said from a tRPC client error", () => {
    const error = Object.assign(new Error("CONFLICT account.duplicate"), {
      name: "TRPCClientError",
      data: { code: "CONFLICT", reason: "account.duplicate", fields: { name: ["Taken"] }, requestId: "req-1" },
    });
    expect(toProblem(error)).toMatchObject({
      reason: "account.duplicate",
      fields: { name: "Taken" },
      requestId: "req-1",
    });
  });

  it("speaks the words registered for a reason, with details", () => {
    registerProblemTexts({ "deal.too_many": (details) => `At most ${String(details.limit)} deals.` });
    const problem = toProblem({ data: { code: "LIMIT", reason: "deal.too_many", details: { limit: 5 } } });
    expect(problem.message).toBe("At most 5 deals.");
  });

  it("never shows a foreign error's message", () => {
    expect(toProblem(new Error('relation "crm" does not exist')).message).not.toContain("relation");
  });

  it("knows a lost connection from a server's answer", () => {
    expect(toProblem(new TypeError("Failed to fetch")).code).toBe("OFFLINE");
    expect(toProblem({ name: "TRPCClientError" }).code).toBe("OFFLINE");
  });

  it.each([undefined, null, 7, "text", []])("survives %j", (value) => {
    expect(toProblem(value)).toMatchObject({ reason: "unknown", code: "INTERNAL" });
  });
});
