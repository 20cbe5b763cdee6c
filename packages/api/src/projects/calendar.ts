import { user } from "@steward/db/schema";
import { findFeed, readFeed, readFeedPath } from "@steward/services/projects";
import { and, eq, isNull } from "drizzle-orm";
import { countActor, countTenant } from "../kernel/gate.ts";
import type { Platform } from "../kernel/platform.ts";

/** Who asks for a calendar, as far as that is known of a program without a session. */
interface CalendarRequest {
  /** Of its address: `/calendar/….ics`. */
  path: string;
  requestId: string;
  clientAddress: string | null;
  userAgent: string | null;
}

/**
 * The calendar at an address (RFC 5545), with what its owner may see at this moment. Null where there is none, for whatever
 * reason: a stranger learns nothing from it. Throws RATE_LIMITED.
 */
export async function answerCalendar(
  platform: Platform,
  { path, requestId, ...client }: CalendarRequest,
): Promise<string | null> {
  const name = readFeedPath(platform.secret, path);
  const place = name && (await findFeed(platform.database, name));
  if (!place) return null;
  const { actor, tenant, projectId } = place;
  countActor(platform, actor.userId);
  countTenant(platform, tenant.id);
  // The organisation's rows do not say that an operator has shut the person out everywhere.
  const [owner] = await platform.system
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, actor.userId), isNull(user.disabledAt)));
  if (!owner) return null;
  const source = { procedure: "projects.feed.read", ...client };
  const db = platform.database.read(tenant.id);
  return readFeed({ db, tenant, actor, requestId, source }, projectId, platform.webUrl);
}
