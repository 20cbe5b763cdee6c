import { hkdfSync } from "node:crypto";
import { AppError } from "@steward/contracts";
import { emailSchema, maxNameLength } from "@steward/contracts/kernel/text";
import { linkedAccount, secondFactor, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { EncryptJWT, errors as joseErrors, jwtDecrypt } from "jose";
import type { AuthPlatform } from "./platform.ts";
import type { ProviderProfile } from "./provider.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { checkSecondFactor, type SignedIn } from "./sign-in.ts";
import type { AuthSource } from "./source.ts";
import { tellSignInChanged } from "./tell-owner.ts";
import { endMailedTokens } from "./user-token.ts";

/** An account at a provider that has just signed its person in there. */
export interface ProviderAccount {
  /** `google`, `microsoft`, `github`, `oidc`. */
  readonly provider: string;
  readonly profile: ProviderProfile;
}

/** Signed in, or known but for the second factor: `ticket` goes back with a code. */
export type ProviderOutcome =
  | (Pick<SignedIn, "userId" | "secondFactor"> & { readonly ticket: null })
  | { readonly ticket: string };

/**
 * Finds the person a provider's account belongs to, or makes one.
 *
 * By the provider's own id if it is linked. Else by e-mail address, and only where the provider vouches for it: whoever
 * may write any address into their profile would otherwise be anybody here. An account of ours that waits for its address
 * to be confirmed becomes this person's without its password, because whoever typed that has not shown that the mailbox
 * is theirs (A. Sudhodanan and A. Paverd, "Pre-hijacked accounts", USENIX Security 2022); refusing instead would let
 * anybody keep a person out by signing up with their address. Nobody known: a new person, whose address is confirmed.
 *
 * A provider is one factor. Who has a second one on gives it before anything is linked.
 *
 * Throws UNAUTHENTICATED `auth.provider_unverified` or `auth.user_disabled`.
 */
export async function signInThroughProvider(
  platform: AuthPlatform,
  account: ProviderAccount,
  source: AuthSource,
): Promise<ProviderOutcome> {
  const known = (await findLinked(platform, account)) ?? (await findByEmail(platform, account));
  if (known?.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");
  if (known?.hasSecondFactor) return { ticket: await makeTicket(platform, known.id, account) };
  const userId = known?.isLinked ? known.id : await takeIn(platform, account, source);
  return { userId, secondFactor: false, ticket: null };
}

/**
 * The second step of a sign-in through a provider: the ticket it left, and a code. Throws UNAUTHENTICATED
 * `auth.provider_ticket_expired` and what `checkSecondFactor` throws, `auth.user_disabled`.
 */
export async function finishProviderSignIn(
  platform: AuthPlatform,
  ticket: string,
  code: string | undefined,
  source: AuthSource,
): Promise<Pick<SignedIn, "userId" | "secondFactor"> & { readonly provider: string }> {
  const { userId, account } = await readTicket(platform, ticket);
  await checkSecondFactor(platform, userId, code, source);
  await platform.system.transaction(async (tx) => {
    const person = await lockPerson(tx, eq(user.id, userId));
    if (!person || person.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");
    if (await link(tx, userId, account, source)) await tellOfLink(tx, userId, account);
  });
  return { userId, secondFactor: true, provider: account.provider };
}

const known = {
  id: user.id,
  disabledAt: user.disabledAt,
  hasSecondFactor: sql<boolean>`${secondFactor.userId} is not null`,
};
const confirmedFactor = and(eq(secondFactor.userId, user.id), isNotNull(secondFactor.confirmedAt));

async function findLinked({ system }: AuthPlatform, { provider, profile }: ProviderAccount) {
  const [found] = await system
    .select(known)
    .from(linkedAccount)
    .innerJoin(user, eq(user.id, linkedAccount.userId))
    .leftJoin(secondFactor, confirmedFactor)
    .where(and(eq(linkedAccount.provider, provider), eq(linkedAccount.subject, profile.id)));
  return found && { ...found, isLinked: true };
}

async function findByEmail({ system }: AuthPlatform, { profile }: ProviderAccount) {
  const [found] = await system
    .select(known)
    .from(user)
    .leftJoin(secondFactor, confirmedFactor)
    .where(hasEmail(vouchedEmail(profile)));
  return found && { ...found, isLinked: false };
}

function vouchedEmail({ email, emailVerified }: ProviderProfile): string {
  const parsed = emailSchema.safeParse(email);
  if (!emailVerified || !parsed.success) throw new AppError("UNAUTHENTICATED", "auth.provider_unverified");
  return parsed.data;
}

const hasEmail = (email: string) => sql`lower(${user.email}) = lower(${email})`;

/** Links the account to the person of its address, who is made if there is none. Returns the person's id. */
async function takeIn(platform: AuthPlatform, account: ProviderAccount, source: AuthSource): Promise<string> {
  const email = vouchedEmail(account.profile);
  const name = account.profile.name.trim().slice(0, maxNameLength) || email;
  return platform.system.transaction(async (tx) => {
    const made = await tx.insert(user).values({ email, name, emailVerifiedAt: new Date() }).onConflictDoNothing();
    const person = await lockPerson(tx, hasEmail(email));
    if (!person) throw new Error("The account that held this address went away during a sign-in.");
    if (person.disabledAt) throw new AppError("UNAUTHENTICATED", "auth.user_disabled");
    if (!person.emailVerifiedAt) {
      // Nobody has been signed in on an unconfirmed account, so there is no session to end.
      await tx.update(user).set({ emailVerifiedAt: new Date(), passwordHash: null }).where(eq(user.id, person.id));
      await endMailedTokens(tx, "verifyEmail", person.id);
      await endMailedTokens(tx, "resetPassword", person.id);
    }
    const linked = await link(tx, person.id, account, source);
    // Who has just come for the first time knows by which way.
    if (linked && made.rowCount === 0) await tellOfLink(tx, person.id, account);
    return person.id;
  });
}

async function lockPerson(tx: SystemDb, where: ReturnType<typeof eq>) {
  const [person] = await tx
    .select({ id: user.id, emailVerifiedAt: user.emailVerifiedAt, disabledAt: user.disabledAt })
    .from(user)
    .where(where)
    .for("update");
  return person;
}

/** Whether it was not linked before. */
async function link(tx: SystemDb, userId: string, account: ProviderAccount, source: AuthSource): Promise<boolean> {
  const { provider, profile } = account;
  const [linked] = await tx
    .insert(linkedAccount)
    .values({ userId, provider, subject: profile.id, email: profile.email })
    .onConflictDoNothing()
    .returning({ id: linkedAccount.id });
  if (linked) await recordSecurityEvent(tx, { name: "auth.provider_linked", userId, source, details: { provider } });
  return linked !== undefined;
}

const tellOfLink = (tx: SystemDb, userId: string, { provider }: ProviderAccount) =>
  tellSignInChanged(tx, userId, { change: "providerLinked", provider });

const ticketSeconds = 5 * 60;
const ticketAudience = "steward-provider-ticket";

/** Encrypted, because it travels in an address and names a mailbox; worth nothing without a code, which works once. */
async function makeTicket(platform: AuthPlatform, userId: string, account: ProviderAccount): Promise<string> {
  return new EncryptJWT({ account })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setSubject(userId)
    .setAudience(ticketAudience)
    .setExpirationTime(`${ticketSeconds}s`)
    .encrypt(ticketKey(platform));
}

async function readTicket(
  platform: AuthPlatform,
  ticket: string,
): Promise<{ userId: string; account: ProviderAccount }> {
  try {
    const { payload } = await jwtDecrypt<{ account: ProviderAccount }>(ticket, ticketKey(platform), {
      audience: ticketAudience,
      requiredClaims: ["sub", "exp"],
      keyManagementAlgorithms: ["dir"],
      contentEncryptionAlgorithms: ["A256GCM"],
    });
    return { userId: payload.sub ?? "", account: payload.account };
  } catch (error) {
    if (!(error instanceof joseErrors.JOSEError)) throw error;
    throw new AppError("UNAUTHENTICATED", "auth.provider_ticket_expired");
  }
}

function ticketKey({ secret }: AuthPlatform): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "steward provider ticket", 32));
}
