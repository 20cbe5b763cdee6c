import { defineConsumer } from "../kernel/consumer.ts";

/** Whatever can leave a step of an approval without somebody to decide it, or bring somebody who can. */
export const recountDeciders = defineConsumer("approvals.request.recount", [
  "org.member.disabled",
  "org.member.enabled",
  "org.member.joined",
  "org.member.left",
  "org.member.removed",
  "org.member.roleChanged",
  "org.role.removed",
  "org.role.updated",
]);
