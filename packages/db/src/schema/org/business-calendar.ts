import { sql } from "drizzle-orm";
import { boolean, date, foreignKey, index, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** Hours of one weekday, in minutes from midnight; `to` may be 1440. */
export interface WorkingHours {
  from: number;
  to: number;
}

/** When work is done: the hours of a week, in a time zone, but for its holidays. */
export const businessCalendar = tenantTable(
  "org_business_calendar",
  {
    name: nameText("name").notNull(),
    /** Null: the organisation's. */
    timeZone: text("time_zone"),
    /** Seven lists, Monday first (ISO 8601). */
    week: jsonb("week").$type<WorkingHours[][]>().notNull(),
    /** The one that counts where nobody names another. */
    isDefault: boolean("is_default").notNull().default(false),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    uniqueIndex("org_business_calendar_name").on(t.tenantId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    uniqueIndex("org_business_calendar_default").on(t.tenantId).where(sql`is_default and deleted_at is null`),
    index("org_business_calendar_sort").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
  ],
);

export const holiday = tenantTable(
  "org_holiday",
  {
    calendarId: uuid("calendar_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    name: nameText("name").notNull(),
    /** On the same day of every year. */
    isYearly: boolean("is_yearly").notNull().default(false),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [businessCalendar.tenantId, businessCalendar.id],
    }).onDelete("cascade"),
    uniqueIndex("org_holiday_day").on(t.tenantId, t.calendarId, t.day),
  ],
);
