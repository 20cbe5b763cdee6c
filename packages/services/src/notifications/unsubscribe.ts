import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { notificationKind } from "@steward/contracts/notification-kinds";
import { mailUnsubscribed, unsubscribePath } from "@steward/contracts/notifications/preference";
import type { Database, TenantDb } from "@steward/db";
import { member, notificationPreference, notificationSetting, tenant } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { emit, type RequestSource, type ServiceContext } from "../kernel/index.ts";
import type { LinkSite } from "./pending.ts";

const keyBytes = 32;

/**
 * The address at which one request ends e-mail of these kinds for the actor, whoever makes it: their mail program does, and
 * is not signed in (RFC 8058). It is signed with a key of the member's own that stands with their settings, so that the
 * worker writes it without knowing a secret of the installation. It is good for as long as they are a member.
 */
export async function unsubscribeUrl(
  { db, tenant: { id: tenantId }, actor: { memberId } }: Pick<ServiceContext, "db" | "tenant" | "actor">,
  { apiUrl }: Pick<LinkSite, "apiUrl">,
  kinds: readonly string[],
  knownKey: Buffer | null,
): Promise<string> {
  const key = knownKey ?? randomBytes(keyBytes);
  if (!knownKey) {
    await db.update(notificationSetting).set({ mailKey: key }).where(eq(notificationSetting.memberId, memberId));
  }
  const wish = Buffer.from(JSON.stringify([tenantId, memberId, kinds])).toString("base64url");
  return `${apiUrl}${unsubscribePath}${wish}.${signature(key, wish).toString("base64url")}`;
}

const signature = (key: Buffer, wish: string) => createHmac("sha256", key).update(wish).digest();

const wishSchema = z.tuple([z.uuid(), z.uuid(), z.array(z.string().max(100)).min(1).max(100)]);

interface Wish {
  readonly tenantId: string;
  readonly memberId: string;
  readonly kinds: readonly string[];
  readonly signed: string;
  readonly signature: Buffer;
}

/** What a token says, whether or not it is true. */
function readToken(token: string): Wish | null {
  const [signed = "", mac = "", ...more] = token.split(".");
  try {
    const [tenantId, memberId, kinds] = wishSchema.parse(JSON.parse(Buffer.from(signed, "base64url").toString("utf8")));
    return more.length > 0 ? null : { tenantId, memberId, kinds, signed, signature: Buffer.from(mac, "base64url") };
  } catch {
    return null;
  }
}

/** Whose wish it is; null where nobody's key has signed it. */
async function findOwner(db: TenantDb, { memberId, signed, signature: given }: Wish) {
  const [row] = await db
    .select({ name: member.name, slug: tenant.slug, key: notificationSetting.mailKey })
    .from(notificationSetting)
    .innerJoin(
      member,
      and(eq(member.tenantId, notificationSetting.tenantId), eq(member.id, notificationSetting.memberId)),
    )
    .innerJoin(tenant, eq(tenant.id, notificationSetting.tenantId))
    .where(and(eq(notificationSetting.memberId, memberId), isNull(member.removedAt)));
  if (!row?.key) return null;
  const wanted = signature(row.key, signed);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? row : null;
}

/** Where somebody who follows the address of a mail may choose: the organisation's slug; null for a token that is none. */
export async function findUnsubscribing(database: Database, token: string): Promise<{ slug: string } | null> {
  const wish = readToken(token);
  const owner = wish && (await findOwner(database.read(wish.tenantId), wish));
  return owner && { slug: owner.slug };
}

/** Ends e-mail of the kinds the token names, and nothing else. False for a token that is none. */
export async function unsubscribe(
  database: Database,
  token: string,
  { requestId, source }: { readonly requestId: string; readonly source: RequestSource },
): Promise<boolean> {
  const wish = readToken(token);
  if (!wish) return false;
  const { tenantId, memberId, kinds } = wish;
  return database.withTenant(tenantId, async (db) => {
    const owner = await findOwner(db, wish);
    if (!owner) return false;
    const rows = kinds.flatMap((name) => {
      const channels = notificationKind(name)?.channels;
      return channels ? [{ memberId, name, inApp: channels.inApp, email: false, push: channels.push }] : [];
    });
    if (rows.length === 0) return true;
    const ended = await db
      .insert(notificationPreference)
      .values(rows)
      .onConflictDoUpdate({
        target: [notificationPreference.tenantId, notificationPreference.memberId, notificationPreference.name],
        set: { email: false },
        setWhere: eq(notificationPreference.email, true),
      })
      .returning({ name: notificationPreference.name });
    if (ended.length === 0) return true;
    const actor = { memberId, name: owner.name, impersonator: null };
    const facts = { kinds: ended.map(({ name }) => name) };
    await emit({ db, requestId, source, actor }, mailUnsubscribed, memberId, facts, { audience: [memberId] });
    return true;
  });
}
