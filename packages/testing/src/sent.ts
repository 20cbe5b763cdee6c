import pg from "pg";
import { vi } from "vitest";

/** What some work sent to the database: `statements`, and `trips`, of which each is what one turn of the event loop sent. */
export interface Trips {
  readonly trips: number;
  readonly statements: number;
}

/** Counts what `work` sends to the database, and how often it waits for it. Nothing else may use a database meanwhile. */
export async function tripsOf(work: () => Promise<unknown>): Promise<Trips> {
  let [trips, statements, isUnderWay] = [0, 0, false];
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    statements += 1;
    if (!isUnderWay) {
      trips += 1;
      isUnderWay = true;
      setImmediate(() => {
        isUnderWay = false;
      });
    }
    return Reflect.apply(query, this, args);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return { trips, statements };
}
