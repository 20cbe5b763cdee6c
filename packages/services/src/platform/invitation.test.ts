import { mailProps } from "@steward/contracts/kernel/mail";
import { auditEvent, invitation, mailMessage, member, tenant, user } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { and, desc, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import {
  createInvitations,
  createRole,
  listInvitations,
  removeMember,
  resendInvitation,
  revokeInvitation,
} from "../org/index.ts";
import { asMember, outcomeOf } from "../org/people-fixture.ts";
import { acceptInvitation, acceptOwnInvitation, listOwnInvitations, previewInvitation } from "./invitation.ts";

const site = { webUrl: "http://web.test" };
const password = "seven quiet herons by the weir";
const source = { procedure: "auth.invitation.accept", clientAddress: "192.0.2.7", userAgent: "a browser" };
const page = { filter: {}, sort: { field: "createdAt", direction: "desc" }, limit: 50 } as const;

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const asOwner = <T>(work: (ctx: ServiceContext) => Promise<T>) =>
  asMember(two, two.acme, two.acme.members.owner.memberId, work);
const invite = (email: string, role = "member") =>
  asOwner((ctx) => createInvitations(ctx, { emails: [email], role: role as "member" }, site));

/** The token of the last mail to an address: what its owner, and nobody else, can know. */
async function mailed(email: string): Promise<string> {
  const [mail] = await two.system
    .select({ props: mailMessage.props })
    .from(mailMessage)
    .where(and(eq(mailMessage.recipient, email), eq(mailMessage.template, "invitation")))
    .orderBy(desc(mailMessage.id));
  const { url } = mailProps.invitation.parse(mail?.props);
  expect(url).toMatch(/^http:\/\/web\.test\/invitation\?token=[\w-]{43}$/);
  return url.slice(url.indexOf("=") + 1);
}

async function invited(email: string, role?: string): Promise<string> {
  await invite(email, role);
  return mailed(email);
}

const calling = () => ({ system: two.system, requestId: "request-of-a-test", source });
const acceptAs = (userId: string, token: string) => acceptOwnInvitation({ ...calling(), userId }, { token });
const acceptNew = (token: string, name = "Noor Haddad") => acceptInvitation(calling(), { token, name, password });
const membersWith = (email: string) =>
  two.database.read(two.acme.id).select().from(member).where(eq(member.email, email));
const idOf = async (email: string) => {
  const [row] = await two.system
    .select()
    .from(invitation)
    .where(and(eq(invitation.email, email), isNull(invitation.revokedAt)));
  return row?.id ?? "";
};

describe("inviting", () => {
  it("answers for each address, and keeps no token", async () => {
    await two.system
      .update(tenant)
      .set({ allowedEmailDomains: ["acme.test", "partner.test"] })
      .where(eq(tenant.id, two.acme.id));
    const emails = ["new@partner.test", "manager@acme.test", "boss@rival.test", "new@partner.test"];
    const answer = await asOwner((ctx) => createInvitations(ctx, { emails, role: "member" }, site));
    expect(answer).toEqual([
      { email: "new@partner.test", outcome: "invited" },
      { email: "manager@acme.test", outcome: "alreadyMember" },
      { email: "boss@rival.test", outcome: "domainNotAllowed" },
    ]);
    expect(await invite("new@partner.test", "guest")).toEqual([{ email: "new@partner.test", outcome: "renewed" }]);
    await two.system.update(tenant).set({ allowedEmailDomains: [] }).where(eq(tenant.id, two.acme.id));
    const token = await mailed("new@partner.test");
    const stored = await two.system.select().from(invitation).where(eq(invitation.email, "new@partner.test"));
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("gives no role that may more than who invites", async () => {
    const asAdmin = (role: "owner" | "admin") =>
      outcomeOf(
        asMember(two, two.acme, two.acme.members.admin.memberId, (ctx) =>
          createInvitations(ctx, { emails: ["friend@acme.test"], role }, site),
        ),
      );
    expect(await asAdmin("owner")).toBe("member.owners_only");
    expect(await asAdmin("admin")).toBe("done");
    await invite("heir@acme.test", "owner");
    const resend = asMember(two, two.acme, two.acme.members.admin.memberId, async (ctx) =>
      resendInvitation(ctx, await idOf("heir@acme.test"), site),
    );
    expect(await outcomeOf(resend)).toBe("member.owners_only");
  });

  it("kills the older link when it is sent again, and every link when it is taken back", async () => {
    const first = await invited("twice@acme.test");
    await asOwner(async (ctx) => resendInvitation(ctx, await idOf("twice@acme.test"), site));
    const second = await mailed("twice@acme.test");
    expect(await outcomeOf(previewInvitation(two.system, first))).toBe("invitation.unknown");
    expect(await outcomeOf(acceptNew(first))).toBe("invitation.unknown");
    expect(await previewInvitation(two.system, second)).toMatchObject({
      organisation: { slug: "acme" },
      email: "twice@acme.test",
      inviter: "acme owner",
      role: "member",
      hasAccount: false,
    });
    const id = await idOf("twice@acme.test");
    expect((await asOwner((ctx) => revokeInvitation(ctx, id))).status).toBe("revoked");
    expect(await outcomeOf(acceptNew(second))).toBe("invitation.revoked");
    expect(await outcomeOf(asOwner((ctx) => resendInvitation(ctx, id, site)))).toBe("invitation.not_open");
    expect(await invite("twice@acme.test")).toEqual([{ email: "twice@acme.test", outcome: "invited" }]);
  });

  it("lets nobody in by an address whose domain is no longer among the organisation's", async () => {
    const allow = (allowedEmailDomains: string[]) =>
      two.system.update(tenant).set({ allowedEmailDomains }).where(eq(tenant.id, two.acme.id));
    const token = await invited("friend@former-partner.test");
    await allow(["acme.test"]);
    expect(await outcomeOf(acceptNew(token))).toBe("invitation.domain_not_allowed");
    expect(await membersWith("friend@former-partner.test")).toEqual([]);
    await allow(["acme.test", "former-partner.test"]);
    expect(await acceptNew(token)).toMatchObject({ slug: "acme" });
    await allow([]);
  });

  it("lists what became of each", async () => {
    const token = await invited("late@acme.test");
    await two.system
      .update(invitation)
      .set({ expiresAt: new Date(0) })
      .where(eq(invitation.email, "late@acme.test"));
    expect(await outcomeOf(acceptNew(token))).toBe("invitation.expired");
    const statusOf = async (email: string) =>
      (await asOwner((ctx) => listInvitations(ctx, { ...page, search: email }))).items.map(({ status }) => status);
    expect(await statusOf("late@acme.test")).toEqual(["expired"]);
    expect(await statusOf("twice@acme.test")).toEqual(["pending", "revoked"]);
    const expired = await asOwner((ctx) => listInvitations(ctx, { ...page, filter: { status: ["expired"] } }));
    expect(expired.items.map(({ email }) => email)).toEqual(["late@acme.test"]);
    expect(await asOwner(async (ctx) => resendInvitation(ctx, await idOf("late@acme.test"), site))).toMatchObject({
      status: "pending",
    });
  });
});

describe("accepting as somebody new", () => {
  it("makes the account and the membership together, with a role of the organisation's own", async () => {
    const role = await asOwner((ctx) =>
      createRole(ctx, { name: "Clerk", description: "", permissions: ["crm.account.read"] }),
    );
    const token = await invited("noor@acme.test", role.id);
    expect(await acceptNew(token)).toEqual({ slug: "acme", email: "noor@acme.test" });
    const [joined] = await membersWith("noor@acme.test");
    expect(joined).toMatchObject({ name: "Noor Haddad", customRoleId: role.id, removedAt: null });
    const [person] = await two.system.select().from(user).where(eq(user.email, "noor@acme.test"));
    expect(person?.emailVerifiedAt).toBeInstanceOf(Date);
    const events = await two.database
      .read(two.acme.id)
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.actorId, joined?.id ?? ""));
    expect(events.map(({ name }) => name).sort()).toEqual(["org.invitation.accepted", "org.member.joined"]);
    expect(JSON.stringify(events)).not.toContain("noor@acme.test");
    expect(await outcomeOf(acceptNew(token))).toBe("invitation.accepted");
  });

  it("does it once, of twenty requests at the same time", async () => {
    const token = await invited("crowd@acme.test");
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(acceptNew(token))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["done", "invitation.accepted"]));
    expect(await membersWith("crowd@acme.test")).toHaveLength(1);
    expect(await two.system.select().from(user).where(eq(user.email, "crowd@acme.test"))).toHaveLength(1);
  });

  it("takes the password of who reads the mail, not of who signed up with the address before", async () => {
    await two.system
      .insert(user)
      .values({ email: "prey@acme.test", name: "Mallory", passwordHash: "hash of Mallory's" });
    await acceptNew(await invited("prey@acme.test"), "Petra Vogel");
    const [person] = await two.system.select().from(user).where(eq(user.email, "prey@acme.test"));
    expect(person).toMatchObject({ name: "Petra Vogel", emailVerifiedAt: expect.any(Date) });
    expect(person?.passwordHash).toMatch(/^\$argon2id\$/);
  });

  it("sends who has an account to sign in, and refuses a password that is guessed first", async () => {
    expect(await outcomeOf(acceptNew(await invited("guest@globex.test")))).toBe("invitation.account_exists");
    const token = await invited("weak@acme.test");
    const weak = acceptInvitation(calling(), { token, name: "Wim", password: "password12345" });
    expect(await outcomeOf(weak)).toBe("password.too_common");
    expect(await outcomeOf(acceptNew(token))).toBe("done");
  });
});

describe("an invitation whose sender", () => {
  const byAdmin = async (email: string, role: "admin" | "guest") => {
    await asMember(two, two.acme, two.acme.members.admin.memberId, (ctx) =>
      createInvitations(ctx, { emails: [email], role }, site),
    );
    return mailed(email);
  };
  const setSender = (values: Partial<typeof member.$inferInsert>) =>
    two.system.update(member).set(values).where(eq(member.id, two.acme.members.admin.memberId));

  it("may not give this any more opens nothing, until somebody who may sends it again", async () => {
    const { userId, email } = two.globex.members.productOwner;
    const token = await byAdmin(email, "admin");
    await setSender({ role: "manager" });
    expect(await outcomeOf(acceptAs(userId, token))).toBe("invitation.sender_lost_authority");
    await setSender({ role: "admin", disabledAt: new Date() });
    expect(await outcomeOf(acceptAs(userId, token))).toBe("invitation.sender_lost_authority");
    await setSender({ disabledAt: null });
    await setSender({ role: "member" });
    await asOwner(async (ctx) => resendInvitation(ctx, await idOf(email), site));
    expect(await outcomeOf(acceptAs(userId, await mailed(email)))).toBe("done");
    await setSender({ role: "admin" });
  });

  it("was removed is taken back", async () => {
    const token = await byAdmin("orphan@acme.test", "guest");
    await asOwner((ctx) => removeMember(ctx, two.acme.members.admin.memberId));
    expect(await outcomeOf(acceptNew(token))).toBe("invitation.revoked");
    await setSender({ removedAt: null });
  });
});

describe("accepting as oneself", () => {
  it("is for the person it was sent to, whoever holds the link", async () => {
    const { userId } = two.globex.members.manager;
    const token = await invited("manager@globex.test");
    expect(await outcomeOf(acceptAs(two.globex.members.admin.userId, token))).toBe("invitation.other_person");
    await two.system.update(user).set({ emailVerifiedAt: null }).where(eq(user.id, userId));
    expect(await outcomeOf(acceptAs(userId, token))).toBe("invitation.other_person");
    expect(await listOwnInvitations(two.system, userId)).toEqual([]);
    await two.system.update(user).set({ emailVerifiedAt: new Date() }).where(eq(user.id, userId));
    const [own] = await listOwnInvitations(two.system, userId);
    expect(own).toMatchObject({ organisation: { slug: "acme" }, role: "member" });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcomeOf(acceptAs(userId, token))));
    expect(new Set(outcomes)).toEqual(new Set(["done"]));
    expect(await membersWith("manager@globex.test")).toHaveLength(1);
    const joins = await two.database
      .read(two.acme.id)
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.name, "org.member.joined"), eq(auditEvent.actorName, "globex manager")));
    expect(joins).toHaveLength(1);
  });

  it("works from the list too, by an id that says nothing to others", async () => {
    const { userId } = two.globex.members.member;
    await invite("member@globex.test");
    const [own] = await listOwnInvitations(two.system, userId);
    const accept = (who: string) => acceptOwnInvitation({ ...calling(), userId: who }, { id: own?.id ?? "" });
    expect(await outcomeOf(accept(two.globex.members.admin.userId))).toBe("invitation.unknown");
    expect(await accept(userId)).toEqual({ slug: "acme" });
    expect(await listOwnInvitations(two.system, userId)).toEqual([]);
  });

  it("brings back who was removed, with the role of the new invitation", async () => {
    const { userId } = two.globex.members.technician;
    await acceptAs(userId, await invited("technician@globex.test", "admin"));
    const [before] = await membersWith("technician@globex.test");
    await asOwner((ctx) => removeMember(ctx, before?.id ?? ""));
    await acceptAs(userId, await invited("technician@globex.test", "guest"));
    const [after, ...more] = await membersWith("technician@globex.test");
    expect(more).toEqual([]);
    expect(after).toMatchObject({ id: before?.id, role: "guest", removedAt: null });
  });

  it("opens nothing to who is switched off, and no organisation that is suspended", async () => {
    const { userId, email } = two.acme.members.technician;
    const own = eq(member.userId, userId);
    // Invited under an address that became theirs since.
    await two.system.update(member).set({ email: "old@acme.test" }).where(own);
    const token = await invited(email);
    await two.system.update(member).set({ disabledAt: new Date() }).where(own);
    expect(await outcomeOf(acceptAs(userId, token))).toBe("member_disabled");
    await two.system.update(member).set({ disabledAt: null }).where(own);
    await two.system.update(tenant).set({ suspendedAt: new Date() }).where(eq(tenant.id, two.acme.id));
    expect(await outcomeOf(acceptAs(userId, token))).toBe("tenant_suspended");
    await two.system.update(tenant).set({ suspendedAt: null }).where(eq(tenant.id, two.acme.id));
    expect(await outcomeOf(acceptAs(userId, token))).toBe("done");
    expect((await two.system.select().from(member).where(own))[0]?.role).toBe("technician");
  });
});

describe("a guessed link", () => {
  it("is unknown, whatever it is made of", async () => {
    const real = await invited("target@acme.test");
    const guesses = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
      fc.constantFrom(real.slice(0, -1), `${real}A`, real.toUpperCase(), ` ${real}`, `${real}\u0000`, "%", "' or 1=1"),
    );
    await fc.assert(
      fc.asyncProperty(guesses, async (guess) => {
        expect(await outcomeOf(previewInvitation(two.system, guess))).toBe("invitation.unknown");
        expect(await outcomeOf(acceptNew(guess))).toBe("invitation.unknown");
        expect(await outcomeOf(acceptAs(two.globex.members.owner.userId, guess))).toBe("invitation.unknown");
      }),
      { numRuns: 50 },
    );
  });
});
