import { parentPort, workerData } from "node:worker_threads";
import { Unreadable } from "./limits.ts";
import { extractText } from "./text.ts";
import type { ThreadAnswer, ThreadTask } from "./thread.ts";
import { makeThumbnail } from "./thumbnail.ts";

const { processing, type, bytes }: ThreadTask = workerData;
const answer = (message: ThreadAnswer) => parentPort?.postMessage(message);

try {
  if (processing === "thumbnail") {
    answer({ kind: "thumbnail", bytes: await makeThumbnail(bytes) });
  } else {
    let told = 0;
    const text = await extractText(type, bytes, (percent) => {
      if (percent - told < 5) return;
      told = percent;
      answer({ kind: "progress", percent: Math.floor(percent) });
    });
    answer({ kind: "text", ...text });
  }
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  answer({ kind: "failure", failure: error.failure });
}
