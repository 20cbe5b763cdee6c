import { hash, verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "./password.ts";

// What the library does is done; what it was asked is known afterwards.
vi.mock("@node-rs/argon2", { spy: true });

describe("passwords", () => {
  it("stores argon2id with 46 MiB and a salt of its own", async () => {
    const [one, other] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(one).not.toBe(other);
    expect(needsRehash(one)).toBe(false);
  });

  it("accepts the right password only", async () => {
    const stored = await hashPassword("correct horse");
    expect(await verifyPassword(stored, "correct horse")).toBe(true);
    expect(await verifyPassword(stored, "correct horsf")).toBe(false);
    expect(await verifyPassword(stored, "")).toBe(false);
  });

  it("does the work of a real verification for nobody, and refuses", async () => {
    expect(await verifyPassword(null, "wrong")).toBe(false);
    const [[against, given] = [], result] = [vi.mocked(verify).mock.lastCall, vi.mocked(verify).mock.results.at(-1)];
    expect(given).toBe("wrong");
    expect(needsRehash(String(against))).toBe(false);
    // A hash that is not well formed is refused before the work.
    await expect(result?.value).resolves.toBe(false);
  });

  it("wants a new hash where the parameters differ", async () => {
    expect(needsRehash(await hash("x", { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(needsRehash(await hash("x", { memoryCost: 47_104, timeCost: 1, parallelism: 1, algorithm: 1 }))).toBe(true);
  });

  it("turns callers away once too many wait, and serves again afterwards", async () => {
    const stored = await hashPassword("correct horse");
    const results = await Promise.allSettled(
      Array.from({ length: 130 }, () => verifyPassword(stored, "correct horse")),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "UNAVAILABLE", reason: "auth.busy" });
    expect(results.length - refused.length).toBeGreaterThanOrEqual(100);
    expect(await verifyPassword(stored, "correct horse")).toBe(true);
  });
});
