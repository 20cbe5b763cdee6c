import { idInput, idsInput } from "@steward/contracts";
import {
  countLocationsInput,
  createLocationInput,
  listLocationsInput,
  updateLocationInput,
} from "@steward/contracts/crm/location";
import {
  countLocations,
  createLocation,
  getLocation,
  listLocations,
  removeLocations,
  restoreLocations,
  updateLocation,
} from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const locationRouter = router({
  list: can("crm.location.read")
    .input(listLocationsInput)
    .query(({ ctx, input }) => listLocations(ctx, input)),
  count: can("crm.location.read")
    .input(countLocationsInput)
    .query(({ ctx, input }) => countLocations(ctx, input)),
  byId: can("crm.location.read")
    .input(idInput)
    .query(({ ctx, input }) => getLocation(ctx, input.id)),

  create: can("crm.location.write")
    .input(createLocationInput)
    .mutation(({ ctx, input }) => createLocation(ctx, input)),
  update: can("crm.location.write")
    .input(updateLocationInput)
    .mutation(({ ctx, input }) => updateLocation(ctx, input)),
  remove: can("crm.location.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeLocations(ctx, input.ids)),
  restore: can("crm.location.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreLocations(ctx, input.ids)),
});
