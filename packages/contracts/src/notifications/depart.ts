import { defineConsumer } from "../kernel/consumer.ts";

/** The browsers of whoever left the organisation are told nothing of it, also when they come back. */
export const forgetDevices = defineConsumer("notifications.preference.depart", [
  "org.member.removed",
  "org.member.left",
]);
