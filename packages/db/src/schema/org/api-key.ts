import { foreignKey, index, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "./member.ts";

/** A key with which a program acts as the member who made it, within its scopes. Only its SHA-256 is stored. */
export const apiKey = tenantTable(
  "api_key",
  {
    name: nameText("name").notNull(),
    memberId: uuid("member_id").notNull(),
    /** The start of the key, by which people tell keys apart. */
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull(),
    /** Names of permissions; the key may do what stands here and its member still may. */
    scopes: text("scopes").array().notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    /** Written at most once a minute. */
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    index("api_key_member").on(t.tenantId, t.memberId),
    uniqueIndex("api_key_hash").on(t.keyHash),
    index("api_key_created").on(t.tenantId, t.createdAt, t.id),
    index("api_key_name").on(t.tenantId, t.name, t.id),
  ],
  { system: "write" },
);
