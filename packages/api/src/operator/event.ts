import { replayEventsInput } from "@steward/contracts/operator/event";
import { getEventState, replayEvents } from "@steward/services/platform";
import { z } from "zod";
import { operatorProcedure, router } from "../kernel/procedure.ts";

export const operatorEventRouter = router({
  /** How far the relay is behind, and whom it hands events to. */
  current: operatorProcedure.input(z.void()).query(({ ctx }) => getEventState(ctx.console.db)),
  replay: operatorProcedure.input(replayEventsInput).mutation(({ ctx, input }) => replayEvents(ctx.console, input)),
});
