import { mailMessage } from "@steward/db/schema";
import { desc, eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { vi } from "vitest";
import type { MailingPlatform } from "../mail-link.ts";
import type { Identity } from "../platform.ts";
import { findIdentity, openSession } from "../session.ts";
import type { AuthFixture } from "./auth-fixture.ts";

export const source = { clientAddress: "192.0.2.7", userAgent: "a test", requestId: "request-of-a-test" };

const platforms = new WeakMap<AuthFixture, MailingPlatform>();

/** The fixture's platform with an address for links; one object, because limits are counted per platform. */
export function mailing(fixture: AuthFixture): MailingPlatform {
  const known = platforms.get(fixture) ?? { ...fixture.platform, webUrl: "https://steward.test" };
  platforms.set(fixture, known);
  return known;
}

/** What was mailed to an address, newest first. */
export function mailTo({ platform }: AuthFixture, email: string) {
  return platform.system
    .select({ template: mailMessage.template, props: mailMessage.props })
    .from(mailMessage)
    .where(eq(mailMessage.recipient, email))
    .orderBy(desc(mailMessage.id));
}

/** The token in the newest mail to an address. */
export async function tokenOf(fixture: AuthFixture, email: string): Promise<string> {
  const [mail] = await mailTo(fixture, email);
  if (!mail) throw new Error(`Nothing was mailed to ${email}.`);
  return new URL((mail.props as { url: string }).url).searchParams.get("token") ?? "";
}

/** Somebody signed in on a browser of their own. */
export async function identityOf({ platform }: AuthFixture, userId: string): Promise<Identity> {
  const { sessionId } = await openSession(platform, { userId, kind: "browser", source });
  const identity = await findIdentity(platform, sessionId, userId);
  if (!identity) throw new Error("not signed in");
  return identity;
}

/** The code an authenticator app shows, some seconds from now. */
export function codeOf(base32: string, offsetSeconds = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(base32) });
  return totp.generate({ timestamp: Date.now() + offsetSeconds * 1000 });
}

/** Holds the clock in the middle of a time step: no code grows old between being read and being used. */
export function holdClock(): Disposable {
  const stepMs = 30_000;
  vi.useFakeTimers({ toFake: ["Date"], now: (Math.floor(Date.now() / stepMs) + 0.5) * stepMs });
  return { [Symbol.dispose]: () => vi.useRealTimers() };
}
