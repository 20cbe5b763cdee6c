import { findUnsubscribing, unsubscribe } from "@steward/services/notifications";
import { countStranger } from "../kernel/gate.ts";
import type { Platform } from "../kernel/platform.ts";

/** Who asks, of whom nothing else is known: a mail program, or the person who follows the link of a mail. */
export interface Stranger {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string | null;
}

const procedure = "notifications.preference.unsubscribe";

/**
 * Ends e-mail of the kinds that a mail's token names. False for a token that is none.
 * Throws RATE_LIMITED for an address that asks too often.
 */
export async function unsubscribeByMail(platform: Platform, token: string, stranger: Stranger): Promise<boolean> {
  const { requestId, address: clientAddress, userAgent } = stranger;
  await countStranger(platform, clientAddress, procedure);
  return unsubscribe(platform.database, token, { requestId, source: { procedure, clientAddress, userAgent } });
}

/** The page on which whoever has the mail chooses what they get; null for a token that is none. Throws RATE_LIMITED. */
export async function preferencesPageOf(platform: Platform, token: string, { address }: Stranger) {
  await countStranger(platform, address, procedure);
  const found = await findUnsubscribing(platform.database, token);
  return found && `${platform.webUrl}/${found.slug}/notifications/preferences`;
}
