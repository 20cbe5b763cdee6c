import { isDeepStrictEqual } from "node:util";
import superjson from "superjson";
import type { Report } from "../../kernel/report.ts";
import type { Cast } from "../cast.ts";
import { ask, type BenchRequest } from "../request.ts";
import type { Asked } from "./asked.ts";

/** What was written for the comparison: accounts with their audit row, and keys of creations. */
export interface Written {
  readonly accounts: number;
  readonly keys: number;
}

/** A fast answer is none if it is another one: everybody has to say the same before anybody is timed. */
export async function checkSameRows(report: Report, cast: Cast, asked: Asked, countWritten: () => Promise<Written>) {
  report.progress("comparing what they answer");
  const rest = (of: { port: number }, request: BenchRequest) => ask(of.port, request);
  const trpc = async (of: { port: number }, request: BenchRequest) => plain(await ask(of.port, request));

  const small = await rest(cast.raw, asked.small.rest);
  report.check(
    "the same small answer from everybody",
    same(small, [
      await rest(cast.expert, asked.small.rest),
      await trpc(cast.wire, asked.small.trpc("/small/")),
      await trpc(cast.standalone, asked.small.trpc("/small/")),
      await trpc(cast.next, asked.small.trpc("/trpc/")),
    ]),
  );
  const list = await rest(cast.raw, asked.list.raw);
  report.check(
    "the same fifty rows from everybody",
    rowsOf(list).length === 50 &&
      same(rowsOf(list), [
        rowsOf(await trpc(cast.ours, asked.list.ours)),
        rowsOf(await trpc(cast.standalone, asked.list.ours)),
        rowsOf(await trpc(cast.next, asked.list.next)),
        rowsOf(await rest(cast.expert, asked.list.expert)),
      ]),
  );
  const [detail, ...lists] = await Promise.all(asked.page.expert.map((request) => rest(cast.expert, request)));
  const [ourDetail, ...ourLists] = (await ask(cast.ours.port, asked.page.ours)) as unknown[];
  report.check(
    "the same page of five reads",
    same(detail, [plain(ourDetail)]) && same(lists.map(rowsOf), [ourLists.map((answer) => rowsOf(plain(answer)))]),
  );
  const created = await rest(cast.expert, asked.create.expert);
  const ourCreated = await trpc(cast.ours, asked.create.ours);
  const keyed = await trpc(cast.ours, asked.create.oursOnce);
  await rest(cast.raw, asked.create.raw);
  await rest(cast.raw, asked.create.rawOnce);
  const { accounts, keys } = await countWritten();
  report.check(
    "the same account, its audit row, and its key where one is given, from each creation",
    same(ageless(created), [ageless(ourCreated), ageless(keyed)]) && accounts === 5 && keys === 2,
  );
}

function same(first: unknown, others: readonly unknown[]): boolean {
  return others.every((other) => isDeepStrictEqual(other, first));
}

/** What a tRPC answer says, as JSON without superjson's notes: dates are texts, as in everybody else's. */
function plain(answer: unknown): unknown {
  const { result } = answer as { result: { data: Parameters<typeof superjson.deserialize>[0] } };
  return JSON.parse(JSON.stringify(superjson.deserialize(result.data)));
}

function rowsOf(page: unknown): readonly unknown[] {
  return (page as { items: unknown[] }).items;
}

function ageless(account: unknown): unknown {
  const { id: _id, createdAt: _made, updatedAt: _changed, ...rest } = account as Record<string, unknown>;
  return rest;
}
