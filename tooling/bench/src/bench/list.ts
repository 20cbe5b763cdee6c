import { createCaller } from "@steward/api";
import type { Measure, Report } from "../kernel/report.ts";
import { median, percentile, timeMs, underLoad } from "../kernel/statistics.ts";
import { type Crowd, gather } from "../list/crowd.ts";
import { type House, openHouse, signIn } from "../list/house.ts";
import { explainEverything, observeReads } from "../list/plans.ts";

const size = { tenants: 100, accountsPerTenant: 10_000 };
const concurrency = 32;
const rounds = 7;
const callsPerRound = 320;
const deepPage = 100;
const pageSize = 50;

/** The procedures as one tenant's member calls them. */
type Crm = ReturnType<typeof createCaller>["crm"];
type Ask = (crm: Crm, tenant: number) => Promise<unknown>;

export const measure: Measure = {
  name: "list",
  description: "lists, filters and searches among 100 organisations with 10,000 accounts each, through the router",
  async run(report) {
    await using house = await openHouse();
    report.progress(`gathering ${size.tenants * size.accountsPerTenant} accounts`);
    let crowd: Crowd | undefined;
    report.figure(
      "seconds to fill",
      (await timeMs(async () => (crowd = await gather(house.ownerUrl, size)))) / 1000,
      "s",
    );
    if (!crowd) throw new Error("Nobody came.");
    const questions = await prepare(house, crowd, report);
    await measureLoad(house, crowd, questions, report);
    await checkSearch(house, crowd, report);
    await explain(house, crowd, questions, report);
  },
};

interface Questions {
  readonly timed: Readonly<Record<string, Ask>>;
  readonly explained: Readonly<Record<string, Ask>>;
}

async function withCaller<T>(
  house: House,
  crowd: Crowd,
  work: (crm: (tenant: number) => Crm) => Promise<T>,
): Promise<T> {
  const platform = house.openPlatform();
  try {
    const contextOf = await signIn(platform, crowd.email, crowd.password);
    return await work((tenant) => createCaller(contextOf(crowd.slugs[tenant] ?? "")).crm);
  } finally {
    await Promise.all([platform.database.close(), platform.system.close()]);
  }
}

async function prepare(house: House, crowd: Crowd, report: Report): Promise<Questions> {
  report.progress(`walking to page ${deepPage} of some organisations`);
  const cursors = await withCaller(house, crowd, (crm) =>
    Promise.all(crowd.slugs.slice(0, 8).map((_, tenant) => cursorOfPage(crm(tenant), deepPage))),
  );
  const industry = (tenant: number) => crowd.industries[tenant % crowd.industries.length] ?? "";
  const timed: Record<string, Ask> = {
    "first page": (crm) => crm.account.list({ limit: pageSize }),
    [`page ${deepPage}`]: (_, tenant) => _.account.list({ limit: pageSize, cursor: cursors[tenant % cursors.length] }),
    "by owner": (crm, tenant) =>
      crm.account.list({ limit: pageSize, filter: { ownerId: [crowd.ownerIds[tenant] ?? ""] } }),
    "by industry": (crm, tenant) => crm.account.list({ limit: pageSize, filter: { industry: [industry(tenant)] } }),
    "search, misspelt": (crm, tenant) => crm.account.list({ limit: pageSize, search: crowd.typos[tenant]?.query }),
  };
  return {
    timed,
    explained: {
      ...timed,
      "newest first": (crm) => crm.account.list({ sort: { field: "createdAt", direction: "desc" } }),
      "last changed first": (crm) => crm.account.list({ sort: { field: "updatedAt", direction: "desc" } }),
      "search, as written": (crm, tenant) => crm.account.list({ search: crowd.typos[tenant]?.name }),
      "count of all": (crm) => crm.account.count({}),
      "count by industry": (crm, tenant) => crm.account.count({ filter: { industry: [industry(tenant)] } }),
    },
  };
}

async function cursorOfPage(crm: Crm, page: number): Promise<string> {
  let cursor: string | null = null;
  for (let turned = 1; turned < page; turned += 1) {
    const answer: Awaited<ReturnType<Crm["account"]["list"]>> = await crm.account.list({ limit: pageSize, cursor });
    if (answer.nextCursor === null) throw new Error(`The list ends before page ${page}.`);
    cursor = answer.nextCursor;
  }
  return cursor ?? "";
}

/**
 * Rounds of every question in turn, so that a slow moment of the machine touches all of them; each figure is the
 * median of its rounds, and the spread is judged within a round.
 */
async function measureLoad(house: House, crowd: Crowd, { timed }: Questions, report: Report): Promise<void> {
  const samples = new Map<string, number[][]>(Object.keys(timed).map((name) => [name, []]));
  await withCaller(house, crowd, async (crm) => {
    // Page 100 is asked of the organisations whose cursors are known.
    const tenantOf = (name: string, index: number) => index % (name.startsWith("page") ? 8 : size.tenants);
    for (let round = 0; round <= rounds; round += 1) {
      report.progress(round === 0 ? "warming up" : `round ${round} of ${rounds}, ${concurrency} at a time`);
      for (const [name, ask] of Object.entries(timed)) {
        const times = await underLoad(callsPerRound, concurrency, (index) => {
          const tenant = tenantOf(name, index);
          return ask(crm(tenant), tenant);
        });
        if (round > 0) samples.get(name)?.push(times);
      }
    }
  });
  const typical = (name: string, share: number) =>
    median((samples.get(name) ?? []).map((times) => percentile(times, share)));
  for (const name of Object.keys(timed)) {
    for (const share of [0.5, 0.95, 0.99]) report.figure(`${name}, p${share * 100}`, typical(name, share), "ms");
    const spread = median((samples.get(name) ?? []).map((times) => percentile(times, 0.95) / percentile(times, 0.5)));
    report.figure(`${name}, p95 over median`, spread, "×", { atMost: 3 });
  }
  const deeper = median(
    (samples.get(`page ${deepPage}`) ?? []).map(
      (times, round) => percentile(times, 0.5) / percentile(samples.get("first page")?.[round] ?? [], 0.5),
    ),
  );
  report.figure(`page ${deepPage} over first page`, deeper, "×", { atMost: 1.5 });
}

/** A fast answer is none if it leaves out what was meant. */
async function checkSearch(house: House, crowd: Crowd, report: Report): Promise<void> {
  const found = await withCaller(house, crowd, (crm) =>
    Promise.all(
      crowd.typos.map(async ({ query, name }, tenant) => {
        const { items } = await crm(tenant).account.list({ search: query, limit: 100 });
        return items.some((item) => item.name === name);
      }),
    ),
  );
  report.figure("misspelt names found", (100 * found.filter(Boolean).length) / found.length, "%", { atLeast: 95 });
}

async function explain(house: House, crowd: Crowd, { explained }: Questions, report: Report): Promise<void> {
  report.progress("reading the plans");
  await explainEverything(house.ownerUrl);
  await withCaller(house, crowd, async (crm) => {
    for (const [name, ask] of Object.entries(explained)) {
      const tenant = 5;
      // Five times: from the sixth on PostgreSQL may settle for a plan that knows no values.
      for (let turn = 0; turn < 6; turn += 1) await ask(crm(tenant), tenant);
      const reads = await observeReads(house.logFile, "crm_account", () => ask(crm(tenant), tenant));
      report.check(`${name}, plan by index`, reads.statements > 0 && reads.sequentialScans === 0);
      report.figure(`${name}, rows read`, reads.rows, "rows");
    }
  });
}
