import { startTestServer } from "@steward/db/testing";
import { sendLargeFile } from "../files/large-file.ts";
import { tryRefusals } from "../files/refusals.ts";
import type { Measure } from "../kernel/report.ts";

const sizeBytes = 5 * 1024 ** 3;
const mebibyte = 1024 ** 2;

export const measure: Measure = {
  name: "files",
  description: "5 GB in parts through a cut line and a killed API, byte for byte; what must not be taken or handed out",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const sent = await sendLargeFile(server, sizeBytes, report.progress.bind(report));
      for (const fault of sent.faults) report.progress(fault);
      report.figure("parts of 5 GB", sent.parts, "", { atLeast: 500 });
      report.figure("lines cut and processes killed on the way", sent.disconnects, "", { atLeast: 2 });
      // A break that cost nothing came between two parts.
      report.figure("parts sent again", sent.repeated, "", { atLeast: 1 });
      report.figure("parts sent again, of all", (sent.repeated / sent.parts) * 100, "%", { atMost: 10 });
      report.figure("bytes that came back as others", sent.faults.length, "", { atMost: 0 });
      report.figure("most memory of an API process", sent.peakBytes / mebibyte, "MiB", { atMost: 512 });
      report.figure("upload, hash and look", sizeBytes / mebibyte / sent.seconds, "MiB/s");
      const { tried, faults } = await tryRefusals(server);
      for (const fault of faults) report.progress(fault);
      report.figure("attempts on what must be refused", tried, "", { atLeast: 20 });
      report.figure("that ended otherwise", faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};
