import type { Report } from "../../kernel/report.ts";
import { median } from "../../kernel/statistics.ts";
import { startOurs } from "../cast.ts";
import { rangeOf } from "../compare.ts";
import { ask, credentials, rawRequest, trpcQuery } from "../request.ts";
import type { Rig } from "../rig.ts";
import type { Pace } from "./throughput.ts";

const deepPage = 1_000;
const pageSize = 50;
/** Few, so that what is measured is the page and not the queue before it. */
const lanes = 2;

/** What a page far down the list costs, against the first. */
export async function measureDeepPage(report: Report, rig: Rig, { rounds, roundMs }: Pace): Promise<void> {
  report.progress(`walking to page ${deepPage}`);
  const ours = await startOurs(rig, "ours-deep-page");
  const headers = credentials(rig.fixture);
  const requestOf = (cursor: string | null) => ({
    ...trpcQuery("/trpc/", [{ path: "crm.account.list", input: { limit: pageSize, cursor } }]),
    headers,
  });
  let cursor: string | null = null;
  for (let page = 1; page < deepPage; page += 1) {
    const { result } = (await ask(ours.port, requestOf(cursor))) as PageAnswer;
    cursor = result.data.json.nextCursor;
    if (cursor === null) throw new Error(`The list ends at page ${page}.`);
  }
  const p95 = async (at: string | null) => {
    const request = rawRequest(requestOf(at));
    const { failed, p95 } = await rig.load({
      kind: "closed",
      port: ours.port,
      requests: [request],
      lanes,
      durationMs: roundMs,
    });
    if (failed > 0) throw new Error(`${failed} pages failed`);
    return p95;
  };
  const pairs: { first: number; deep: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    report.progress(`page ${deepPage} and page 1, round ${round} of ${rounds}`);
    pairs.push({ deep: await p95(cursor), first: await p95(null) });
  }
  await ours.stop();
  const warm = pairs.slice(1);
  const ratios = warm.map(({ first, deep }) => deep / first);
  report.figure("keyset: page 1, p95", median(warm.map(({ first }) => first)), "ms");
  report.figure(`keyset: page ${deepPage}, p95`, median(warm.map(({ deep }) => deep)), "ms");
  report.figure(`keyset: page ${deepPage} ÷ page 1, p95`, median(ratios), "×", { atMost: 1.5 }, rangeOf(ratios));
}

interface PageAnswer {
  readonly result: { readonly data: { readonly json: { readonly nextCursor: string | null } } };
}
