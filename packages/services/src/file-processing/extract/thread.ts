import { Worker } from "node:worker_threads";
import type { FileFailure } from "@steward/contracts/files/file";
import type { Processing } from "../../files/index.ts";
import type { KeptText } from "./text-keeper.ts";

export interface ThreadTask {
  readonly processing: Processing;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export type ThreadAnswer =
  | { readonly kind: "progress"; readonly percent: number }
  | ({ readonly kind: "text" } & KeptText)
  | { readonly kind: "thumbnail"; readonly bytes: Uint8Array }
  | { readonly kind: "failure"; readonly failure: FileFailure };

export type Extracted = Exclude<ThreadAnswer, { kind: "progress" }>;

interface ThreadOptions {
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
}

const memoryMebibytes = 512;

/**
 * Reads a file in a thread of its own: a stranger's file that fills the memory, or keeps a library busy for ever, ends the
 * thread and nothing else. What it did is the answer; aborted, it throws the signal's reason.
 */
export async function extractInThread(task: ThreadTask, options: ThreadOptions): Promise<Extracted> {
  const { patienceMs, signal, onProgress } = options;
  signal.throwIfAborted();
  const thread = new Worker(new URL("./thread-main.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memoryMebibytes },
  });
  const patience = AbortSignal.timeout(patienceMs);
  const both = AbortSignal.any([signal, patience]);
  try {
    return await new Promise<Extracted>((resolve, reject) => {
      thread.on("message", (message: ThreadAnswer) => {
        if (message.kind === "progress") onProgress(message.percent);
        else resolve(message);
      });
      thread.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ kind: "failure", failure: "file.content_too_large" });
        else reject(error);
      });
      thread.on("exit", (code) => reject(new Error(`The thread ended with ${code} and said nothing.`)));
      both.addEventListener("abort", () => {
        if (signal.aborted) reject(signal.reason);
        else resolve({ kind: "failure", failure: "file.content_too_slow" });
      });
    });
  } finally {
    await thread.terminate();
  }
}
