import { idInput } from "@steward/contracts";
import {
  registerPushInput,
  unregisterPushInput,
  updateNotificationPreferencesInput,
} from "@steward/contracts/notifications/preference";
import {
  getDevices,
  getPreferences,
  registerDevice,
  removeDevice,
  unregisterDevice,
  updatePreferences,
} from "@steward/services/notifications";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const preferenceRouter = router({
  current: can("notifications.preference.read")
    .input(z.void())
    .query(({ ctx }) => getPreferences(ctx)),
  update: can("notifications.preference.write")
    .input(updateNotificationPreferencesInput)
    .mutation(({ ctx, input }) => updatePreferences(ctx, input)),

  /** The caller's browsers, and the key that one wants to know before it can be told. */
  devices: can("notifications.preference.read")
    .input(z.void())
    .query(({ ctx }) => getDevices(ctx, ctx.platform.push)),
  registerDevice: can("notifications.preference.write")
    .input(registerPushInput)
    .mutation(({ ctx, input }) => registerDevice(ctx, ctx.platform.push, input)),
  unregisterDevice: can("notifications.preference.write")
    .input(unregisterPushInput)
    .mutation(({ ctx, input }) => unregisterDevice(ctx, input.endpoint)),
  removeDevice: can("notifications.preference.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeDevice(ctx, input.id)),
});
