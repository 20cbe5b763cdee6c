import { describe, expect, it } from "vitest";
import { redactInput } from "./redact.ts";

describe("what is kept of a payload", () => {
  it("has no secrets, however deep they stand and whatever they are", () => {
    expect(
      redactInput({
        password: "hunter2",
        nested: [{ keyHash: "abc", refreshToken: { value: "t" }, clientSecret: 7 }],
        changes: { passwordHash: { from: "a", to: "b" } },
      }),
    ).toEqual({
      password: "[removed]",
      nested: [{ keyHash: "[removed]", refreshToken: "[removed]", clientSecret: "[removed]" }],
      changes: { passwordHash: "[removed]" },
    });
  });

  it("masks addresses and numbers, also before and after a change and inside sentences", () => {
    expect(
      redactInput({
        changes: {
          email: { from: "anna@acme.test", to: null },
          phone: { from: null, to: "+4930123456" },
          subject: { from: "", to: "Call Ünal (ünal.b@acme.test) back" },
        },
        notKept: { email: ["b@acme.test"] },
      }),
    ).toEqual({
      changes: {
        email: { from: "a•••@acme.test", to: null },
        phone: { from: null, to: "•••56" },
        subject: { from: "", to: "Call Ünal (ü•••@acme.test) back" },
      },
      notKept: { email: ["b•••@acme.test"] },
    });
  });

  it("keeps what says who did what: names, ids, amounts, domains, dates", () => {
    const payload = {
      name: "Boilers",
      ownerId: "01999999-9999-7999-8999-999999999999",
      amountMinor: 5_000,
      allowedEmailDomains: { from: [], to: ["acme.test"] },
      requireSecondFactor: { from: false, to: true },
    };
    expect(redactInput(payload)).toEqual(payload);
    expect(redactInput({ at: new Date(0), none: undefined })).toEqual({ at: "1970-01-01T00:00:00.000Z" });
  });

  it("takes nothing that is not plain data", () => {
    expect(redactInput({ file: new Uint8Array(3), work: () => {}, made: Object.create(null) })).toEqual({
      file: "[object]",
      work: "[function]",
      made: {},
    });
  });
});
