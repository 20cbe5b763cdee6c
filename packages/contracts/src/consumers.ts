import { recountDeciders } from "./approvals/recount.ts";
import type { ConsumerDefinition } from "./kernel/consumer.ts";
import { departMember } from "./messaging/conversation.ts";
import { forgetDevices } from "./notifications/depart.ts";
import { deliverNotifications } from "./notifications/notification.ts";
import { tellInviter } from "./org/invitation.ts";
import { departFromProjects, handOnLeads } from "./projects/depart.ts";
import { departTimer } from "./time/entry.ts";

/** Everything that happens after events: the relay hands each event to those that want it. */
export const consumers: readonly ConsumerDefinition[] = [
  deliverNotifications,
  departFromProjects,
  departMember,
  departTimer,
  forgetDevices,
  handOnLeads,
  recountDeciders,
  tellInviter,
];
