import { division } from "@steward/db/schema";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceContext } from "../kernel/index.ts";
import { addDivisionMember, createDivision, removeDivision, removeDivisionMember, updateDivision } from "./division.ts";
import { type DivisionNode, listDivisions } from "./division-queries.ts";
import { getMember } from "./member-queries.ts";
import { asMember, outcomeOf } from "./people-fixture.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

const asAdmin = <T>(work: (ctx: ServiceContext) => Promise<T>, of = two.acme) =>
  asMember(two, of, of.members.admin.memberId, work);
const make = (name: string, parentId: string | null = null, of = two.acme) =>
  asAdmin(async (ctx) => (await createDivision(ctx, { name, parentId })).id, of);
const move = (id: string, parentId: string | null) => asAdmin((ctx) => updateDivision(ctx, { id, parentId }));

const outline = (nodes: readonly DivisionNode[]): unknown[] =>
  nodes.map(({ name, memberCount, children }) => [name, memberCount, outline(children)]);

describe("divisions", () => {
  it("are a tree, each level by name, with the people of each", async () => {
    const north = await make("North");
    const plumbing = await make("Plumbing", north);
    await make("Électricité", north);
    await make("Accounts");
    const { memberId } = two.acme.members.member;
    for (const id of [north, plumbing]) await asAdmin((ctx) => addDivisionMember(ctx, { id, memberId }));
    await asAdmin((ctx) => addDivisionMember(ctx, { id: north, memberId }));
    expect(outline(await asAdmin(listDivisions))).toEqual([
      ["Accounts", 0, []],
      [
        "North",
        1,
        [
          ["Électricité", 0, []],
          ["Plumbing", 1, []],
        ],
      ],
    ]);
  });

  it("shows somebody in two of them with both, and takes one away alone (B13)", async () => {
    const { memberId } = two.acme.members.technician;
    const [east, west] = [await make("East"), await make("West")];
    for (const id of [east, west]) await asAdmin((ctx) => addDivisionMember(ctx, { id, memberId }));
    const namesOf = async () => (await asAdmin((ctx) => getMember(ctx, memberId))).divisions.map(({ name }) => name);
    expect(await namesOf()).toEqual(["East", "West"]);
    await asAdmin((ctx) => removeDivision(ctx, east));
    expect(await namesOf()).toEqual(["West"]);
    await asAdmin((ctx) => removeDivisionMember(ctx, { id: west, memberId }));
    expect(await namesOf()).toEqual([]);
  });

  it("keep their names apart among neighbours, whatever the case, and are not removed from under others", async () => {
    const top = await make("Top");
    const below = await make("Below", top);
    expect(await outcomeOf(make("TOP"))).toBe("division.name_taken");
    expect(await outcomeOf(make("Top", top))).toBe("done");
    expect(await outcomeOf(asAdmin((ctx) => removeDivision(ctx, top)))).toBe("division.has_children");
    expect(await outcomeOf(asAdmin((ctx) => removeDivision(ctx, below)))).toBe("done");
    expect(await outcomeOf(asAdmin((ctx) => updateDivision(ctx, { id: top, name: "Roof", version: 7 })))).toBe(
      "record_changed",
    );
  });

  it("never stand below themselves, nor too deep", async () => {
    const a = await make("Chain");
    const b = await make("b", a);
    const c = await make("c", b);
    expect(await outcomeOf(move(a, a))).toBe("division.cycle");
    expect(await outcomeOf(move(a, c))).toBe("division.cycle");
    let deepest = c;
    for (let level = 4; level <= 12; level += 1) deepest = await make(`${level}`, deepest);
    expect(await outcomeOf(make("13", deepest))).toBe("division.too_deep");
    const pair = await make("Pair");
    await make("Half", pair);
    expect(await outcomeOf(move(a, pair))).toBe("division.too_deep");
  });

  it("take in nobody and nothing of another organisation", async () => {
    const theirs = await make("Theirs", null, two.globex);
    const ours = await make("Ours");
    expect(await outcomeOf(make("Under", theirs))).toBe("reference_unknown");
    expect(await outcomeOf(move(ours, theirs))).toBe("reference_unknown");
    const { memberId } = two.globex.members.member;
    expect(await outcomeOf(asAdmin((ctx) => addDivisionMember(ctx, { id: ours, memberId })))).toBe("reference_unknown");
    expect(await outcomeOf(asAdmin((ctx) => removeDivision(ctx, theirs)))).toBe("not_found");
  });

  it("stay a tree under any moves, also two that would make a circle only together", async () => {
    const { globex } = two;
    const ids: string[] = [];
    for (const name of ["k", "l", "m", "n", "o", "p"]) ids.push(await make(name, null, globex));
    const index = fc.nat(ids.length - 1);
    const moves = fc.array(fc.array(fc.tuple(index, fc.option(index, { nil: null })), { minLength: 1, maxLength: 3 }), {
      maxLength: 8,
    });
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(moves, async (batches) => {
        for (const batch of batches) {
          const outcomes = await Promise.all(
            batch.map(([at, under]) => {
              const parentId = under === null ? null : (ids[under] ?? null);
              return outcomeOf(asAdmin((ctx) => updateDivision(ctx, { id: ids[at] ?? "", parentId }), globex));
            }),
          );
          for (const outcome of outcomes) seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
          await expectTree(globex.id, ids);
        }
      }),
      { numRuns: 60 },
    );
    expect([...seen.keys()].sort()).toEqual(["division.cycle", "done"]);
  });
});

describe("divisions that stand below themselves, written past every rule", () => {
  const damage = (id: string, parentId: string) =>
    asAdmin((ctx) => ctx.db.update(division).set({ parentId }).where(eq(division.id, id)));
  /** Those whose name begins so, as the list shows them. */
  const shown = async (prefix: string) =>
    outline((await asAdmin(listDivisions)).filter(({ name }) => name.startsWith(prefix)));

  it.each([1, 2, 3])("are shown once and can be put right, in a circle of %d", async (length) => {
    const circle: string[] = [];
    for (let at = 0; at < length; at += 1) circle.push(await make(`Circle of ${length}, ${at}`, circle.at(-1) ?? null));
    const [first = "", last = ""] = [circle[0], circle.at(-1)];
    const below = await make(`Below ${length}`, last);
    const beside = await make(`Beside ${length}`);
    const sound = await shown(`Circle of ${length}`);
    await damage(first, last);

    expect(await shown(`Circle of ${length}`)).toEqual(sound);
    expect(await outcomeOf(make("Under", last))).toBe("division.cycle");
    expect(await outcomeOf(move(beside, last))).toBe("division.cycle");
    expect(await outcomeOf(asAdmin((ctx) => updateDivision(ctx, { id: last, name: `Named ${length}` })))).toBe("done");
    expect(await outcomeOf(move(below, beside))).toBe("done");
    expect(await outcomeOf(move(first, beside))).toBe("done");
    await expectTree(two.acme.id, [...circle, below, beside]);
  });

  it("are removed when nothing else stands below them", async () => {
    const id = await make("Alone");
    await damage(id, id);
    expect(await outcomeOf(asAdmin((ctx) => removeDivision(ctx, id)))).toBe("done");
    expect(await shown("Alone")).toEqual([]);
  });
});

/** Whoever follows the parents up from any division arrives at the top, and the list shows them all. */
async function expectTree(tenantId: string, ids: readonly string[]): Promise<void> {
  const rows = await two.database.read(tenantId).select().from(division);
  const parentOf = new Map(rows.map((row) => [row.id, row.parentId]));
  for (const id of ids) {
    let at: string | null = id;
    let steps = 0;
    for (; at !== null && steps <= rows.length; steps += 1) at = parentOf.get(at) ?? null;
    expect(at).toBe(null);
  }
}
