import { refreshToken as refreshTokenTable, user } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exchangeRefreshToken, issueRefreshToken } from "./refresh-token.ts";
import { findIdentity, openSession } from "./session.ts";
import { type AuthFixture, createAuthFixture } from "./testing/auth-fixture.ts";

let fixture: AuthFixture;
let userId: string;
beforeAll(async () => {
  fixture = await createAuthFixture();
  ({ id: userId } = await fixture.addUser());
});
afterAll(() => fixture.close());

const clients = {
  own: { clientAddress: "192.0.2.1", userAgent: "app", requestId: "request-of-a-test" },
  thief: { clientAddress: "203.0.113.9", userAgent: "app", requestId: "request-of-a-test" },
} as const;
type Client = keyof typeof clients;

/** What the rule says, told again without a database: the chain of one session's tokens, and who spent which when. */
class Model {
  readonly spent: { by: Client; agoSeconds: number }[] = [];
  ended = false;

  /** The answer to whoever presents the token at a place in the chain. */
  present(place: number, client: Client): "successor" | "auth.refresh_reused" | "auth.session_expired" {
    const known = this.spent[place];
    if (!known) {
      if (this.ended) return "auth.session_expired";
      this.spent.push({ by: client, agoSeconds: 0 });
      return "successor";
    }
    const again = known.by === client && known.agoSeconds < 30 && !this.spent[place + 1];
    if (again && !this.ended) return "successor";
    this.ended = true;
    return "auth.refresh_reused";
  }

  wait(seconds: number): void {
    for (const each of this.spent) each.agoSeconds += seconds;
  }
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      back: fc.integer({ min: 0, max: 2 }),
      client: fc.constantFrom<Client>("own", "own", "own", "thief"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ waitSeconds: fc.constantFrom(1, 20, 40) }) },
);

it("answers any sequence of clients, tokens and pauses as the rule says, and no token lives twice", async () => {
  const { platform } = fixture;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const opened = await openSession(platform, { userId, kind: "token", source: clients.own });
      const chain = [await issueRefreshToken(platform.system, opened)];
      const model = new Model();
      for (const each of steps) {
        if ("waitSeconds" in each) {
          model.wait(each.waitSeconds);
          await platform.system
            .update(refreshTokenTable)
            .set({ usedAt: sql`${refreshTokenTable.usedAt} - make_interval(secs => ${each.waitSeconds})` })
            .where(eq(refreshTokenTable.sessionId, opened.sessionId));
          continue;
        }
        const place = Math.max(0, chain.length - 1 - each.back);
        const expected = model.present(place, each.client);
        const answer = await exchangeRefreshToken(platform, chain[place] ?? "", clients[each.client]).then(
          ({ refreshToken }) => {
            expect(chain[place + 1] ?? refreshToken).toBe(refreshToken);
            chain[place + 1] = refreshToken;
            return "successor";
          },
          (error) => error.reason,
        );
        expect(answer).toBe(expected);
      }
      expect(await findIdentity(platform, opened.sessionId, userId)).toEqual(
        model.ended ? null : expect.objectContaining({ userId }),
      );
      const unspent = await platform.system
        .select({ id: refreshTokenTable.id })
        .from(refreshTokenTable)
        .where(and(eq(refreshTokenTable.sessionId, opened.sessionId), sql`${refreshTokenTable.usedAt} is null`));
      expect(unspent).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

it("is no way back for a person who was disabled", async () => {
  const { id } = await fixture.addUser();
  const opened = await openSession(fixture.platform, { userId: id, kind: "token", source: clients.own });
  const first = await issueRefreshToken(fixture.platform.system, opened);
  await exchangeRefreshToken(fixture.platform, first, clients.own);
  await fixture.platform.system.update(user).set({ disabledAt: new Date() }).where(eq(user.id, id));
  await expect(exchangeRefreshToken(fixture.platform, first, clients.own)).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
  });
});
