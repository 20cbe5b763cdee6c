import type { z } from "zod";
import type { NotificationDefinition } from "./kernel/notification.ts";
import type { Permission } from "./permissions.ts";

/** Every kind of notification there is. A module adds its own here; the preferences list them in this order. */
export const notificationKinds: readonly NotificationDefinition<string, z.ZodType, Permission>[] = [];

const byName = new Map(notificationKinds.map((kind) => [kind.name, kind]));

/** Undefined for a kind that a later or an earlier release knew. */
export const notificationKind = (name: string) => byName.get(name);
