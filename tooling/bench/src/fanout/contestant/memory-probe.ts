import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Loaded before a contestant: says what it holds in memory, garbage left out, whenever it is asked by a signal. */
setFlagsFromString("--expose-gc");
const collect: (options: object) => void = runInNewContext("gc");
process.on("SIGUSR2", () => {
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
  const { rss, heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ msg: "memory", residentBytes: rss, liveBytes: heapUsed + external })}\n`);
});
