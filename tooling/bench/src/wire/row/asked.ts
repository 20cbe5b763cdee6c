import { type Fixture, reads } from "../fixture-file.ts";
import { serialMark } from "../load.ts";
import { type BenchRequest, credentials, trpcQuery } from "../request.ts";

/** The requests of the rows, by whom they are for. */
export function askedOf(fixture: Fixture) {
  const headers = credentials(fixture);
  const named = (request: BenchRequest): BenchRequest => ({ ...request, headers: { ...headers, ...request.headers } });
  const get = (path: string): BenchRequest => ({ method: "GET", path });
  const pageLists = ["names", "newest", "changed", "industry"] as const;
  const newAccount = {
    name: `Bench ${serialMark}`,
    domain: "bench.example",
    industry: "Retail",
    employees: 12,
  };
  const trpcList = (path: string) => named(trpcQuery("/trpc/", [{ path, input: reads.list }]));
  return {
    small: {
      trpc: (base: string) => trpcQuery(base, [{ path: "small" }]),
      rest: get("/small"),
    },
    list: {
      ours: trpcList("crm.account.list"),
      next: trpcList("list"),
      expert: named(get("/accounts/list")),
      raw: get("/list"),
    },
    /** Ten rows: for counting to many. */
    short: { ours: named(trpcQuery("/trpc/", [{ path: "crm.account.list", input: { limit: 10 } }])) },
    page: {
      /** One batch. */
      ours: named(
        trpcQuery("/trpc/", [
          { path: "crm.account.byId", input: { id: fixture.accountId } },
          ...pageLists.map((name) => ({ path: "crm.account.list", input: reads[name] })),
        ]),
      ),
      /** As many requests. */
      expert: [
        named(get(`/account/${fixture.accountId}`)),
        ...pageLists.map((name) => named(get(`/accounts/${name}`))),
      ],
    },
    create: {
      ours: named({ method: "POST", path: "/trpc/crm.account.create", body: JSON.stringify({ json: newAccount }) }),
      oursOnce: named({
        method: "POST",
        path: "/trpc/crm.account.create",
        headers: { "idempotency-key": `bench-${serialMark}` },
        body: JSON.stringify({ json: newAccount }),
      }),
      expert: named({ method: "POST", path: "/accounts", body: JSON.stringify(newAccount) }),
      raw: { method: "POST", path: "/accounts", body: JSON.stringify(newAccount) } satisfies BenchRequest,
      rawOnce: {
        method: "POST",
        path: "/accounts",
        headers: { "idempotency-key": `bench-${serialMark}` },
        body: JSON.stringify(newAccount),
      } satisfies BenchRequest,
    },
  };
}

export type Asked = ReturnType<typeof askedOf>;
