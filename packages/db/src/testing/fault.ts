import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@steward/contracts/kernel/error";
import { sql } from "drizzle-orm";
import pg from "pg";
import { type Database, databaseOver, type TenantDb } from "../database.ts";
import { createPool } from "../driver/pool.ts";
import { tag } from "../schema/index.ts";
import { uuidv7 } from "../uuid.ts";
import { asOwner } from "./server.ts";

export interface FaultOptions {
  /** As superuser: to make tenants, to end connections, to look at what is really there. */
  readonly ownerUrl: string;
  /** As `steward_app`: what the workers use. */
  readonly appUrl: string;
  readonly durationMs: number;
  /** How many act at once; more than there are connections. */
  readonly workers: number;
  readonly tenants: number;
  /** The handles under test; the real ones unless a test of this proof passes broken ones. */
  readonly open?: (pool: pg.Pool) => Database;
}

export interface FaultResult {
  readonly reads: number;
  readonly batches: number;
  readonly commits: number;
  readonly rollbacks: number;
  /** Operations that ended with UNAVAILABLE: what a lost connection should look like. */
  readonly refused: number;
  readonly kills: number;
  /** What must not happen, in words; empty when the proof holds. */
  readonly violations: readonly string[];
}

const connections = 8;
const stallMs = 15_000;

/**
 * Ends connections at random while workers of many tenants read, write, batch and roll back over one pool. Whatever is
 * lost on the way: nobody may see or write another tenant's row, no acknowledged commit may be missing and no rolled
 * back row be there, nobody may wait for ever, nothing may surface outside the promise that caused it, and no connection
 * may keep a tenant.
 */
export async function faultRun(options: FaultOptions): Promise<FaultResult> {
  const run = new FaultRun(options);
  const stray = (error: unknown) => run.violate(`an error nobody caught: ${error}`);
  process.on("uncaughtException", stray).on("unhandledRejection", stray);
  try {
    return await run.complete();
  } finally {
    process.off("uncaughtException", stray).off("unhandledRejection", stray);
  }
}

class FaultRun {
  readonly #options: FaultOptions;
  readonly #pool: pg.Pool;
  readonly #database: Database;
  readonly #tenants: readonly string[];
  readonly #counts = { reads: 0, batches: 0, commits: 0, rollbacks: 0, refused: 0, kills: 0 };
  readonly #violations = new Set<string>();
  readonly #committed: string[] = [];
  readonly #rolledBack: string[] = [];
  #running = true;

  constructor(options: FaultOptions) {
    this.#options = options;
    this.#pool = createPool(options.appUrl, { max: connections, applicationName: "steward-fault" });
    this.#database = (options.open ?? databaseOver)(this.#pool);
    this.#tenants = Array.from({ length: options.tenants }, () => uuidv7());
  }

  violate(what: string): void {
    this.#violations.add(what);
  }

  async complete(): Promise<FaultResult> {
    await asOwner(this.#options.ownerUrl, (client) =>
      client.query(
        "insert into tenant (id, slug, name) select t, 'fault-' || left(md5(t::text), 30), 'Tenant' from unnest($1::uuid[]) t",
        [this.#tenants],
      ),
    );
    const killer = asOwner(this.#options.ownerUrl, (client) => this.#kill(client));
    const workers = Array.from({ length: this.#options.workers }, () => this.#work());
    await delay(this.#options.durationMs);
    this.#running = false;
    await killer;
    await this.#settle(workers);
    await this.#inspectConnections();
    await this.#inspectRows();
    const closed = await Promise.race([this.#pool.end().then(() => true), delay(stallMs, false, { ref: false })]);
    if (!closed) this.violate("the pool does not close");
    return { ...this.#counts, violations: [...this.#violations] };
  }

  async #kill(client: pg.Client): Promise<void> {
    while (this.#running) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
           where datname = current_database() and application_name = 'steward-fault' order by random() limit 1) victim`,
      );
      this.#counts.kills += rowCount ?? 0;
      await delay(Math.random() * 15);
    }
  }

  async #settle(workers: Promise<void>[]): Promise<void> {
    const late = Symbol("late");
    const results = await Promise.all(
      workers.map((worker) => Promise.race([worker, delay(stallMs, late, { ref: false })])),
    );
    const stalled = results.filter((result) => result === late).length;
    if (stalled > 0) this.violate(`${stalled} of ${workers.length} workers stalled`);
  }

  async #work(): Promise<void> {
    const operations = [this.#read, this.#batch, this.#write, this.#nest, this.#fail, this.#straggle];
    while (this.#running) {
      const tenantId = pick(this.#tenants);
      try {
        await pick(operations).call(this, tenantId);
      } catch (error) {
        if (error instanceof AppError && error.code === "UNAVAILABLE") this.#counts.refused += 1;
        else this.violate(`an unexpected failure: ${error}`);
      }
    }
  }

  /** Rows carry, in their name, the tenant whose code wrote them: the database must agree on whose they are. */
  async #look(db: Pick<TenantDb, "select">, tenantId: string): Promise<void> {
    const rows = await db.select({ tenantId: tag.tenantId, name: tag.name }).from(tag).limit(20);
    for (const row of rows) {
      if (row.tenantId !== tenantId) this.violate("a read showed another tenant's row");
      if (!row.name.startsWith(row.tenantId)) this.violate("a row was written into another tenant");
    }
  }

  async #read(tenantId: string): Promise<void> {
    await this.#look(this.#database.read(tenantId), tenantId);
    this.#counts.reads += 1;
  }

  async #batch(tenantId: string): Promise<void> {
    const [db, otherId] = [this.#database.read(tenantId), pick(this.#tenants)];
    const other = this.#database.read(otherId);
    const reads = [0, 1, 2, 3].flatMap(() => [this.#look(db, tenantId), this.#look(other, otherId)]);
    const failed = (await Promise.allSettled(reads)).find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    this.#counts.batches += 1;
  }

  async #write(tenantId: string): Promise<void> {
    const name = `${tenantId}/${uuidv7()}`;
    await this.#database.withTenant(tenantId, async (db) => {
      await db.insert(tag).values({ name });
      await this.#look(db, tenantId);
    });
    this.#committed.push(name);
    this.#counts.commits += 1;
  }

  async #nest(tenantId: string): Promise<void> {
    const [kept, undone] = [`${tenantId}/${uuidv7()}`, `${tenantId}/${uuidv7()}`];
    await this.#database.withTenant(tenantId, async (db) => {
      await db.insert(tag).values({ name: kept });
      await db
        .transaction(async (inner) => {
          await inner.insert(tag).values({ name: undone });
          throw new Error("undo this");
        })
        .catch((error: unknown) => {
          if (!(error instanceof Error && error.message === "undo this")) throw error;
        });
      await this.#look(db, tenantId);
    });
    this.#committed.push(kept);
    this.#rolledBack.push(undone);
    this.#counts.commits += 1;
  }

  async #fail(tenantId: string): Promise<void> {
    const name = `${tenantId}/${uuidv7()}`;
    await this.#database
      .withTenant(tenantId, async (db) => {
        await db.insert(tag).values({ name });
        await db.execute(sql`select 1 / (random() * 0)::int`);
      })
      .catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError && error.code === "22012")) throw error;
        this.#counts.rollbacks += 1;
      });
    this.#rolledBack.push(name);
  }

  /** Leaves a statement behind that is issued when the transaction is over and the connection somebody else's. */
  async #straggle(tenantId: string): Promise<void> {
    const name = `${tenantId}/${uuidv7()}`;
    await this.#database.withTenant(tenantId, async (db) => {
      await this.#look(db, tenantId);
      void delay(Math.random() * 3)
        .then(() => db.insert(tag).values({ name }))
        .catch(() => {});
    });
  }

  /** Takes every connection of the pool and asks it whose it is. */
  async #inspectConnections(): Promise<void> {
    const clients: pg.PoolClient[] = [];
    try {
      for (let taken = 0; taken < connections; taken += 1) clients.push(await this.#pool.connect());
      for (const client of clients) {
        const { rows } = await client.query<{ tenant: string | null; waiting: boolean }>(
          "select current_setting('app.tenant_id', true) as tenant, now() < statement_timestamp() as waiting",
        );
        if (rows[0]?.tenant) this.violate("a pooled connection kept a tenant");
        if (rows[0]?.waiting) this.violate("a pooled connection was inside a transaction");
      }
    } catch (error) {
      this.violate(`the pool did not recover: ${error}`);
    }
    for (const client of clients) client.release(true);
  }

  async #inspectRows(): Promise<void> {
    await asOwner(this.#options.ownerUrl, async (client) => {
      const present = async (names: string[]) =>
        (
          await client.query("select from crm_tag where name = any ($1) and starts_with(name, tenant_id::text)", [
            names,
          ])
        ).rowCount;
      const missing = this.#committed.length - ((await present(this.#committed)) ?? 0);
      if (missing > 0) this.violate(`${missing} acknowledged commits are missing`);
      const risen = await present(this.#rolledBack);
      if (risen) this.violate(`${risen} rolled back rows are there`);
      const { rowCount } = await client.query("select from crm_tag where not starts_with(name, tenant_id::text)");
      if (rowCount) this.violate("a row was written into another tenant");
    });
  }
}

function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
