import { foreignKey, index, integer, unique, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { project } from "./project.ts";

/** An address at which a calendar finds what is due: of a project, or of one person in all of them. */
export const calendarFeed = tenantTable(
  "projects_calendar_feed",
  {
    /** Whose eyes it sees with. */
    memberId: uuid("member_id").notNull(),
    /** Null: what the member has to do, in whatever project. */
    projectId: uuid("project_id"),
    /** Signed with the address: counting on ends all addresses that were given out. */
    generation: integer("generation").notNull().default(1),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    unique("projects_calendar_feed_place").on(t.tenantId, t.memberId, t.projectId).nullsNotDistinct(),
    index("projects_calendar_feed_project").on(t.tenantId, t.projectId),
  ],
);
