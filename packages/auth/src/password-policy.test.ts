import { AppError } from "@steward/contracts";
import { newPasswordSchema } from "@steward/contracts/auth/sign-up";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";
import { judgePassword } from "./password-policy.ts";

const ada = { name: "Ada Lovelace", email: "ada.lovelace@analytical-engines.example" };

async function verdict(password: string, owner = ada): Promise<string> {
  try {
    await judgePassword(password, owner);
    return "accepted";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.reason;
  }
}

describe("a new password", () => {
  it.each([
    "correct horse battery",
    "aus dem Fenster geworfen",
    "ключ от старой двери",
    "steward of seven gardens",
    "Lovelace wrote the first program",
    "4f9!kd02Lq#z",
  ])("%s is accepted", async (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(true);
    expect(await verdict(password)).toBe("accepted");
  });

  it.each([
    "qwerty123456",
    "Password1234",
    "!!!password!!!",
    "123dragon456789",
    "passwordpassword",
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabc",
    "123456789012",
    "987654321098",
    "ＰＡＳＳＷＯＲＤ1234",
  ])("%s is guessed first", async (password) => {
    expect(await verdict(password)).toBe("password.too_common");
  });

  it.each(["ada.lovelace1", "lovelace-ada!", "analytical-engines", "steward-lovelace!", "my-steward-1!"])(
    "%s is mostly the person's or the product's name",
    async (password) => {
      expect(await verdict(password)).toBe("password.too_personal");
    },
  );

  it("is counted in characters, not in what they are stored as", () => {
    expect(newPasswordSchema.safeParse("🐎🐎🐎🐎🐎🐎").success).toBe(false);
    expect(newPasswordSchema.safeParse("x".repeat(1_025)).success).toBe(false);
  });

  it("is the same from a keyboard that composes its letters otherwise", async () => {
    const stored = await hashPassword("caf\u00e9 au lait noir");
    expect(await verifyPassword(stored, "cafe\u0301 au lait noir")).toBe(true);
  });
});
