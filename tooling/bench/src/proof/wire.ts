import { compareWithUpstream, proveSerializer } from "@steward/wire/testing";
import type { Measure } from "../kernel/report.ts";

const steps = 10;
const valuesPerStep = 10_000;
const mixedRequests = 10_000;

export const measure: Measure = {
  name: "wire",
  description: "what the serializer writes is what superjson writes, and the adapter answers as upstream's does",
  async run(report) {
    for (let step = 1; step <= steps; step += 1) {
      proveSerializer(valuesPerStep);
      report.progress(`${step * valuesPerStep} random values written and read`);
    }
    report.figure("random values", steps * valuesPerStep, "", { atLeast: 100_000 });
    const seed = Math.floor(Math.random() * 2 ** 31);
    report.progress(`sending the same requests to upstream's adapter and ours, seed ${seed}`);
    const { requests, unexplained } = await compareWithUpstream(mixedRequests, seed);
    for (const line of unexplained.slice(0, 10)) report.progress(line);
    report.figure("requests sent to both", requests, "", { atLeast: mixedRequests });
    report.figure("answered otherwise, without a listed reason", unexplained.length, "", { atMost: 0 });
  },
};
