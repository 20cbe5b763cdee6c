import { createTokens } from "@steward/auth";
import { mailProps } from "@steward/contracts/kernel/mail";
import { mailMessage } from "@steward/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

const email = "noor@partner.test";
const password = "seven quiet herons by the weir";

/** What the invited person finds in their mailbox. */
async function mailedToken(): Promise<string> {
  const [mail] = await harness.system.select().from(mailMessage).where(eq(mailMessage.recipient, email));
  return new URL(mailProps.invitation.parse(mail?.props).url).searchParams.get("token") ?? "";
}

async function signedIn() {
  const { accessToken } = await createTokens(harness.platform, { email, password, address: email, userAgent: null });
  return createCaller(harness.asking({ authorization: `Bearer ${accessToken}`, "x-tenant": harness.acme.slug }));
}

it("an invited person joins with a role of the organisation's own, does what it permits, and is out at once", async () => {
  const owner = createCaller(await harness.as(harness.acme, "owner"));
  const anybody = createCaller(harness.anonymous(harness.acme));
  const role = await owner.org.role.create({ name: "Clerk", permissions: ["crm.account.read"] });
  expect(await owner.org.invitation.create({ emails: [email], role: role.id })).toEqual([
    { email, outcome: "invited" },
  ]);

  const token = await mailedToken();
  expect(await anybody.auth.invitation.preview({ token })).toMatchObject({
    email,
    organisation: { name: harness.acme.name },
    customRole: { name: "Clerk" },
    hasAccount: false,
  });
  await anybody.auth.invitation.accept({ token, name: "Noor Haddad", password });

  const noor = await signedIn();
  const { member } = await noor.org.tenant.current();
  expect(new Set(member.permissions)).toEqual(new Set(role.permissions));
  expect(await noor.crm.account.count({})).toEqual(expect.anything());
  expect(await outcome(noor.crm.account.create({ name: "Not mine to make" }))).toEqual({
    refused: expect.stringContaining("permission_missing"),
  });
  const why = { memberId: member.id, procedure: "crm.account.create" };
  expect(await owner.org.access.explain(why)).toMatchObject({
    allowed: false,
    permission: "crm.account.write",
    rule: { kind: "customRoleLacks", name: "Clerk" },
  });

  await owner.org.member.remove({ id: member.id });
  const refused = { refused: expect.stringContaining("tenant_not_a_member") };
  expect(await outcome((await signedIn()).org.tenant.current())).toEqual(refused);
});

it("nobody's mailbox is filled with invitations, however they are asked for", async () => {
  const flooded = "flooded@partner.test";
  const admin = createCaller(await harness.as(harness.acme, "admin"));
  const invite = () => admin.org.invitation.create({ emails: [flooded, flooded], role: "member" });
  await invite();
  const { items } = await admin.org.invitation.list({ search: flooded });
  const id = items[0]?.id ?? "";
  for (let again = 0; again < 3; again += 1) await admin.org.invitation.resend({ id });
  await admin.org.invitation.revoke({ id });
  await invite();

  const enough = { refused: expect.stringContaining("invitation.too_many_mails") };
  expect(await outcome(invite())).toEqual(enough);
  const renewed = (await admin.org.invitation.list({ search: flooded, filter: { status: ["pending"] } })).items[0];
  expect(await outcome(admin.org.invitation.resend({ id: renewed?.id ?? "" }))).toEqual(enough);
  expect(await harness.system.$count(mailMessage, eq(mailMessage.recipient, flooded))).toBe(5);

  await admin.org.invitation.create({ emails: ["next@partner.test"], role: "member" });
  const elsewhere = createCaller(await harness.as(harness.globex, "admin"));
  await elsewhere.org.invitation.create({ emails: [flooded], role: "member" });
});
