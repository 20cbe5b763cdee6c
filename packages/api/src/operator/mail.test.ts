import { queueMail } from "@steward/db";
import { mailMessage } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { type Recruit, recruit } from "../contract/recruit.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
let operator: Recruit;
beforeAll(async () => {
  harness = await createHarness();
  operator = await recruit(harness, harness.globex, { user: { operator: true } });
});
afterAll(() => harness.close());

const console = () => createCaller(harness.asking(operator.headers())).operator;
const link = "http://localhost:3000/reset-password?token=let-me-in";

/** A mail as the worker leaves it. */
async function mailOf(to: string, left: Partial<typeof mailMessage.$inferInsert>): Promise<string> {
  const { system, acme } = harness;
  await system.transaction((tx) =>
    queueMail(tx, {
      to,
      template: "resetPassword",
      props: { name: "Ann", url: link, expiresAt: new Date().toISOString() },
      tenantId: acme.id,
    }),
  );
  const [row] = await system.update(mailMessage).set(left).where(eq(mailMessage.recipient, to)).returning();
  return row?.id ?? "";
}
const kept = {
  status: "kept" as const,
  subject: "A new password",
  html: `<a href="${link}">Here</a>`,
  text: `Go to ${link}.`,
};
const refused = (reason: string) => ({ refused: expect.stringContaining(`"${reason}"`) });
const record = async (name: "operator.mail_read" | "operator.mail_retried") =>
  (await console().securityEvent.list({ filter: { name } })).items;

it("the outbox lists mail without a word of what it says; who opens one is on record", async () => {
  const id = await mailOf("kept@acme.test", kept);
  const sent = await mailOf("sent@acme.test", { ...kept, status: "sent", sentAt: new Date() });
  const { items } = await console().mail.list({ search: "KEPT@", filter: { tenantId: harness.acme.id } });
  expect(items).toMatchObject([{ id, recipient: "kept@acme.test", status: "kept", organisation: harness.acme.name }]);
  expect(JSON.stringify(items)).not.toContain("let-me-in");
  expect(await record("operator.mail_read")).toEqual([]);

  expect(await console().mail.byId({ id })).toMatchObject({ html: kept.html, text: kept.text, links: [link] });
  expect(await record("operator.mail_read")).toMatchObject([
    { actorId: operator.userId, tenantId: harness.acme.id, details: { mailId: id, recipient: "kept@acme.test" } },
  ]);
  // What went out is nobody's to read here, whatever is left of it in the row.
  expect(await console().mail.byId({ id: sent })).toMatchObject({ html: null, text: null, links: [] });
});

it("a mail that was given up is tried again from the start, once, and no other is", async () => {
  const failure = { status: "failed" as const, attempts: 8, lastError: "550 no such mailbox" };
  const id = await mailOf("failed@acme.test", failure);
  expect((await console().mail.list({ filter: { status: "failed" } })).items).toMatchObject([{ id, ...failure }]);
  expect((await console().health.current()).mail).toMatchObject({ failed: 1, queued: 0 });
  // Two operators press the button at the same moment.
  const answers = await Promise.all([1, 2].map(() => outcome(console().mail.retry({ id }))));
  expect(answers).toContainEqual({ value: undefined });
  expect(answers).toContainEqual(refused("mail.not_failed"));
  expect(await console().mail.byId({ id })).toMatchObject({ status: "queued", attempts: 0 });
  expect((await console().health.current()).mail).toMatchObject({
    failed: 0,
    queued: 1,
    oldestQueuedAt: expect.any(Date),
  });
  expect(await record("operator.mail_retried")).toMatchObject([
    { actorId: operator.userId, details: { mailId: id, template: "resetPassword" } },
  ]);
});

it("a mail that never was is not found", async () => {
  const id = "00000000-0000-7000-8000-000000000000";
  expect(await outcome(console().mail.byId({ id }))).toEqual(refused("NOT_FOUND"));
  expect(await outcome(console().mail.retry({ id }))).toEqual(refused("NOT_FOUND"));
});
