import { defineConsumer } from "../kernel/consumer.ts";

/** A private project that nobody who is there leads can be managed by nobody. */
export const handOnLeads = defineConsumer("projects.project.handOn", ["org.member.disabled", "org.member.enabled"]);

/** Whoever left the organisation has no places in its projects, and no calendars of them. */
export const departFromProjects = defineConsumer("projects.project.depart", ["org.member.removed", "org.member.left"]);
