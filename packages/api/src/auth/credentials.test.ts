import { mailMessage, member } from "@steward/db/schema";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome, password } from "../contract/harness.ts";
import { call } from "../contract/procedures.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

const anybody = (path: string, input: unknown) => call(harness.asking({}), path, input);
const phrase = "seven green bottles";

async function mailedToken(email: string): Promise<string> {
  const [mail] = await harness.system
    .select({ props: mailMessage.props })
    .from(mailMessage)
    .where(eq(mailMessage.recipient, email))
    .orderBy(desc(mailMessage.id));
  if (!mail) throw new Error(`Nothing was mailed to ${email}.`);
  return new URL((mail.props as { url: string }).url).searchParams.get("token") ?? "";
}

async function signedIn(email: string, given: string) {
  const tokens = (await anybody("auth.token.create", { email, password: given })) as { accessToken: string };
  return harness.asking({ authorization: `Bearer ${tokens.accessToken}` });
}

describe("a person's way in", () => {
  it("leads from signing up over a forgotten and a changed password to a new name, and is written down", async () => {
    const email = "grace@navy.test";
    await anybody("auth.signUp", { name: "Grace", email: " Grace@Navy.test ", password: phrase });
    expect(await outcome(anybody("auth.token.create", { email, password: phrase }))).toEqual({
      refused: expect.stringContaining("auth.email_unverified"),
    });
    await anybody("auth.email.verify", { token: await mailedToken(email) });
    const first = await signedIn(email, phrase);
    await anybody("auth.password.forgot", { email });
    await anybody("auth.password.reset", { token: await mailedToken(email), password: "eight green bottles" });
    expect(await outcome(call(first, "user.me", undefined))).toEqual({ refused: expect.stringContaining("UNAUTH") });
    const second = await signedIn(email, "eight green bottles");
    await call(second, "user.password.change", { current: "eight green bottles", password: phrase });
    await call(second, "user.update", { name: "Grace Hopper" });
    expect(await call(second, "user.me", undefined)).toMatchObject({ name: "Grace Hopper", email });
    const { items } = (await call(second, "user.securityEvent.list", {})) as { items: { name: string }[] };
    expect(items.map(({ name }) => name)).toEqual([
      "auth.password_changed",
      "auth.signed_in",
      "auth.password_reset",
      "auth.password_reset_requested",
      "auth.signed_in",
      "auth.email_verified",
      "auth.signed_up",
    ]);
  });

  it("is told apart from nobody's by no answer", async () => {
    const known = harness.acme.members.admin.email;
    const unknown = "nobody@acme.test";
    const questions = [
      (email: string) => anybody("auth.signUp", { name: "Eve", email, password: phrase }),
      (email: string) => anybody("auth.password.forgot", { email }),
      (email: string) => anybody("auth.email.resend", { email }),
      (email: string) => anybody("auth.token.create", { email, password: "not the password" }),
    ];
    for (const ask of questions) {
      expect(JSON.stringify(await outcome(ask(known)))).toBe(JSON.stringify(await outcome(ask(unknown))));
    }
  });

  it("renames a person in their organisations too", async () => {
    const guest = await harness.as(harness.acme, "guest");
    await call(guest, "user.update", { name: "A new name" });
    const { userId, memberId } = harness.acme.members.guest;
    const members = await harness.database
      .read(harness.acme.id)
      .select({ id: member.id, name: member.name })
      .from(member)
      .where(eq(member.userId, userId));
    expect(members).toEqual([{ id: memberId, name: "A new name" }]);
  });

  it("refuses a new password that is short, before anything else", async () => {
    const context = await harness.as(harness.acme, "member");
    const answer = await outcome(call(context, "user.password.change", { current: password, password: "short" }));
    expect(answer).toEqual({ refused: expect.stringContaining("input_invalid") });
  });
});
