import type { Report } from "../../kernel/report.ts";
import { median } from "../../kernel/statistics.ts";
import { rangeOf } from "../compare.ts";
import type { SerializerJob, SerializerResult } from "../contestant/serializer.ts";
import { entryOf, type Rig } from "../rig.ts";

const turns = 30;

/** How long the wire's serializer takes for a page of 100 accounts, against JSON.stringify of the same page. */
export async function measureSerializer(report: Report, rig: Rig): Promise<void> {
  report.progress("serializer");
  const run = await rig.worker<SerializerJob, SerializerResult>("serializer", entryOf("./contestant/serializer.ts"));
  const { ours, json, superjson, ratios } = await run({ turns });
  report.figure("serializer, 100 rows: JSON.stringify", json, "µs");
  report.figure("serializer, 100 rows: superjson", superjson, "µs");
  report.figure("serializer, 100 rows: ours", ours, "µs");
  report.figure(
    "serializer, 100 rows: ours ÷ JSON.stringify, time",
    median(ratios),
    "×",
    { atMost: 1.7 },
    rangeOf(ratios),
  );
}
