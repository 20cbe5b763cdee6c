import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { definePermissions, staff } from "../kernel/permission.ts";

export const feedPermissions = definePermissions("projects.feed", {
  write: { description: "Have what is due shown in a calendar of their own, at an address of their own", roles: staff },
});

/** What a calendar shows: a project's tasks, or, without a project, the caller's own in all of them. */
export const feedInput = z.object({ projectId: idSchema.nullable().default(null) });
export type FeedInput = z.infer<typeof feedInput>;

/** An address that calendars ask again and again. Whoever has it sees what its owner may see at that moment. */
export interface CalendarFeed {
  id: string;
  /** On the API's server: `/calendar/….ics`. */
  path: string;
  createdAt: Date;
}

export const feedRenewed = defineEvent("projects.feed.renewed", z.object({ projectId: idSchema.nullable() }));
export const feedRevoked = defineEvent("projects.feed.revoked", z.object({ projectId: idSchema.nullable() }));

/** Where calendars find their feeds on the API's server. */
export const calendarPath = "/calendar/";
