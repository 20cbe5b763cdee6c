import { defineConsumer } from "../kernel/consumer.ts";

/** Whoever left the organisation has no places in its projects, and no calendars of them. */
export const departFromProjects = defineConsumer("projects.project.depart", ["org.member.removed", "org.member.left"]);
