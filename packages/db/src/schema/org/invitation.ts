import { roles } from "@steward/contracts/kernel/role";
import { sql } from "drizzle-orm";
import { foreignKey, index, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { customRole } from "./custom-role.ts";
import { member } from "./member.ts";

/** An offer to join, by e-mail: pending until it is accepted, revoked or expired. Only the token's SHA-256 is stored. */
export const invitation = tenantTable(
  "invitation",
  {
    email: text("email").notNull(),
    role: text("role", { enum: roles }).notNull(),
    customRoleId: uuid("custom_role_id"),
    tokenHash: text("token_hash").notNull(),
    invitedById: uuid("invited_by_id").notNull(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    acceptedAt: timestamp("accepted_at", { withTimezone: true }),
    acceptedById: uuid("accepted_by_id"),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.invitedById], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.acceptedById], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.customRoleId], foreignColumns: [customRole.tenantId, customRole.id] }),
    index("invitation_invited_by").on(t.tenantId, t.invitedById),
    index("invitation_accepted_by").on(t.tenantId, t.acceptedById),
    index("invitation_custom_role").on(t.tenantId, t.customRoleId),
    uniqueIndex("invitation_token").on(t.tokenHash),
    uniqueIndex("invitation_pending")
      .on(t.tenantId, sql`lower(${t.email})`)
      .where(sql`accepted_at is null and revoked_at is null`),
    index("invitation_created").on(t.tenantId, t.createdAt, t.id),
    index("invitation_email").on(t.tenantId, t.email, t.id),
  ],
  { system: "write" },
);
