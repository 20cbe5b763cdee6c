import { constants, setPriority } from "node:os";
import { type LoadJob, runLoad } from "./load.ts";

// It holds the clock: where the database shares its processor, a request that is late because of that, or an answer that
// lies unread, would be counted as the server's delay. It uses a tenth of the processor.
try {
  setPriority(constants.priority.PRIORITY_HIGH);
} catch {
  // Not allowed; the figures say how late it is.
}

/** The process that asks. It is told what by messages, one at a time, and answers with a result or an error's text. */
process.on("message", (job: LoadJob) => {
  runLoad(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
