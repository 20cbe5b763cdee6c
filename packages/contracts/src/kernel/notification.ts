import type { z } from "zod";

/** The ways somebody is told: in the workspace, by e-mail, on their devices while no window is open. */
export const notificationChannels = ["inApp", "email", "push"] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** What `words` may say besides the parameters. */
export interface NotificationFacts {
  /** Who caused it, by name. */
  readonly actor: string;
  /** How often it has happened since the person last looked; more than 1 only where the kind `collapses`. */
  readonly occurrences: number;
}

/** What somebody reads: the line that counts, and a second one where there is more to say. Plain text. */
export interface NotificationWords {
  readonly title: string;
  readonly body?: string | undefined;
}

interface Describing<Params extends z.ZodType, Needs extends string> {
  /** As the preferences list it: "An account is given to me". */
  readonly label: string;
  /** What `words` and `path` are made from: names and ids, stored with the notification. */
  readonly params: Params;
  /** The kind of record `entityId` names; it decides who sees the notification (`notifications/reach.ts` of the services). */
  readonly record: string;
  /** Whoever may not do this (any more) sees and hears nothing of it. */
  readonly needs: Needs;
  /** Ways that are on for those who have not chosen. */
  readonly channels: Readonly<Record<NotificationChannel, boolean>>;
  /**
   * One line for each record, counted up while it is unread, in place of one line each: messages in a conversation.
   * The parameters are those of the last occurrence.
   */
  readonly collapses?: boolean;
  /** Something one has asked for and waits for (an import): told to the actor too, who else never hears of their own doing. */
  readonly toActor?: boolean;
  /** The site that shows the record. */
  readonly site?: "web" | "admin";
  words(params: z.output<Params>, facts: NotificationFacts): NotificationWords;
  /** Where it leads, within the organisation: `/crm/accounts/0193…`. */
  path(entityId: string, params: z.output<Params>): string;
}

/** One kind of thing people are told: typed parameters, words, and the ways that are on by default. */
export interface NotificationDefinition<
  Name extends string = string,
  Params extends z.ZodType = z.ZodType,
  Needs extends string = string,
> extends Describing<Params, Needs> {
  /** `crm.account.assigned` */
  readonly name: Name;
}

/**
 * Declares a kind of notification, beside the events of its resource:
 *
 * ```ts
 * export const accountAssigned = defineNotification("crm.account.assigned", {
 *   label: "An account is given to me",
 *   params: z.object({ name: z.string() }),
 *   record: "crm.account",
 *   needs: "crm.account.read",
 *   channels: { inApp: true, email: true, push: false },
 *   words: ({ name }, { actor }) => ({ title: `${actor} gave you the account ${name}` }),
 *   path: (id) => `/crm/accounts/${id}`,
 * });
 * ```
 *
 * List it in `notification-kinds.ts`; a service then says `notify(ctx, accountAssigned, { to, entityId, params })`.
 */
export function defineNotification<const Name extends string, Params extends z.ZodType, const Needs extends string>(
  name: Name,
  description: Describing<Params, Needs>,
): NotificationDefinition<Name, Params, Needs> {
  return { name, ...description };
}
