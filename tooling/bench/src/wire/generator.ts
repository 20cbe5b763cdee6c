import { type LoadJob, runLoad } from "./load.ts";

/** The process that asks. It is told what by messages, one at a time, and answers with a result or an error's text. */
process.on("message", (job: LoadJob) => {
  runLoad(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
