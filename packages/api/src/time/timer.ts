import { emptyInput, startTimerInput, stopTimerInput } from "@steward/contracts/time/entry";
import { discardTimer, findTimer, startTimer, stopTimer } from "@steward/services/time";
import { can, router } from "../kernel/procedure.ts";

export const timerRouter = router({
  current: can("time.entry.read")
    .input(emptyInput)
    .query(({ ctx }) => findTimer(ctx)),
  start: can("time.entry.write")
    .input(startTimerInput)
    .mutation(({ ctx, input }) => startTimer(ctx, input)),
  stop: can("time.entry.write")
    .input(stopTimerInput)
    .mutation(({ ctx, input }) => stopTimer(ctx, input)),
  discard: can("time.entry.write")
    .input(emptyInput)
    .mutation(({ ctx }) => discardTimer(ctx)),
});
