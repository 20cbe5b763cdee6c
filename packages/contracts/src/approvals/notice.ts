import { z } from "zod";
import { defineNotification } from "../kernel/notification.ts";

const ofRequest = {
  record: "approvals.request",
  needs: "approvals.request.read",
  params: z.object({ title: z.string() }),
} as const;

const inbox = (id: string) => `/approvals?request=${id}`;

export const approvalAsked = defineNotification("approvals.request.asked", {
  ...ofRequest,
  label: "I am asked to approve something",
  channels: { inApp: true, email: true, push: true },
  words: ({ title }, { actor }) => ({ title: `${actor} asks for your approval: ${title}` }),
  path: inbox,
});

export const approvalDecided = defineNotification("approvals.request.answered", {
  ...ofRequest,
  label: "What I asked approval for is decided",
  params: z.object({ title: z.string(), outcome: z.enum(["approved", "rejected"]) }),
  channels: { inApp: true, email: true, push: false },
  words: ({ title, outcome }, { actor }) => ({ title: `${actor} ${outcome}: ${title}` }),
  path: inbox,
});

export const approvalLate = defineNotification("approvals.request.late", {
  ...ofRequest,
  label: "My approval is overdue",
  channels: { inApp: true, email: true, push: false },
  words: ({ title }) => ({ title: `Your approval is overdue: ${title}` }),
  path: inbox,
});
