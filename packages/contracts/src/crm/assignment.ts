import { z } from "zod";
import { defineNotification } from "../kernel/notification.ts";

const labels = {
  account: "An account is given to me",
  deal: "A deal is given to me",
  lead: "A lead is given to me",
} as const;

/** To whoever owns a record from now on. Many given at once are one notification that leads to the list. */
export function defineAssignment<const Kind extends keyof typeof labels>(kind: Kind) {
  return defineNotification(`crm.${kind}.assigned`, {
    label: labels[kind],
    params: z.object({
      /** Of the record, or of the first of them. */
      name: z.string(),
      /** How many more were given together with it. */
      others: z.number().int().min(0),
    }),
    record: `crm.${kind}`,
    needs: `crm.${kind}.read`,
    channels: { inApp: true, email: true, push: true },
    words: ({ name, others }, { actor }) => ({
      title: others === 0 ? `${actor} gave you the ${kind} ${name}` : `${actor} gave you ${others + 1} ${kind}s`,
      body: others === 0 ? undefined : `${name} and ${others} more`,
    }),
    path: (id, { others }) => (others === 0 ? `/crm/${kind}s/${id}` : `/crm/${kind}s`),
  });
}
