import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { defineNotification } from "../kernel/notification.ts";

const ofTask = { record: "projects.task", needs: "projects.task.read" } as const;
const params = z.object({
  /** `ACME-142` */
  key: z.string(),
  title: z.string(),
  projectId: idSchema,
  number: z.number().int(),
});
const path = (_id: string, { projectId, number }: z.output<typeof params>) => `/projects/${projectId}/tasks/${number}`;

export const taskAssigned = defineNotification("projects.task.assigned", {
  ...ofTask,
  label: "A task is given to me",
  params,
  channels: { inApp: true, email: true, push: true },
  words: ({ key, title }, { actor }) => ({ title: `${actor} gave you ${key}`, body: title }),
  path,
});

export const taskMentioned = defineNotification("projects.task.mentioned", {
  ...ofTask,
  label: "Somebody mentions me on a task",
  params,
  channels: { inApp: true, email: true, push: true },
  collapses: true,
  words: ({ key, title }, { actor, occurrences }) => ({
    title: occurrences > 1 ? `You were mentioned ${occurrences} times on ${key}` : `${actor} mentioned you on ${key}`,
    body: title,
  }),
  path,
});

export const taskDiscussed = defineNotification("projects.task.discussed", {
  ...ofTask,
  label: "Somebody comments on a task that I watch",
  params,
  channels: { inApp: true, email: false, push: false },
  collapses: true,
  words: ({ key, title }, { actor, occurrences }) => ({
    title: occurrences > 1 ? `${occurrences} new comments on ${key}` : `${actor} commented on ${key}`,
    body: title,
  }),
  path,
});

export const taskProgressed = defineNotification("projects.task.progressed", {
  ...ofTask,
  label: "A task that I watch ends, or is begun again",
  params: params.extend({ status: z.string() }),
  channels: { inApp: true, email: false, push: false },
  words: ({ key, title, status }, { actor }) => ({ title: `${actor} moved ${key} to ${status}`, body: title }),
  path,
});

export const taskDueSoon = defineNotification("projects.task.dueSoon", {
  ...ofTask,
  label: "A task of mine is due tomorrow",
  params,
  channels: { inApp: true, email: true, push: false },
  words: ({ key, title }) => ({ title: `${key} is due tomorrow`, body: title }),
  path,
});
