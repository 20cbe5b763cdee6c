import { permissionsOf, type Role } from "@steward/contracts";
import { accountAssigned } from "@steward/contracts/crm/account";
import { uuidv7 } from "@steward/db";
import { account, auditEvent, notification } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { desc, eq } from "drizzle-orm";
import pg from "pg";
import { type JobRun, notify, type ServiceContext, type StoredEvent } from "../kernel/index.ts";
import { listNotifications } from "./inbox.ts";
import { planDelivery } from "./plan.ts";

/** Two organisations, and what tests of notifications do over and over. */
export interface Stage {
  readonly two: TwoTenants;
  /** Past every policy: the queue. */
  readonly owner: pg.Client;
  /** An account of that name. */
  account(name: string): Promise<string>;
  /** The manager gives an account to somebody. */
  assign(role: Role, accountId: string, name?: string): Promise<void>;
  as<T>(role: Role, work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  titles(role: Role): Promise<string[]>;
  /** What the consumer does for the newest event of notifications. */
  plan(): Promise<void>;
  /** The jobs of a queue that wait for a member, oldest first. */
  jobs(name: string, role: Role): Promise<{ id: string; dueAt: string; startAfter: Date }[]>;
  /** A try at a job, in the name of the member. */
  job(role: Role, lastAttempt?: boolean): JobRun;
}

export async function createStage(): Promise<Stage & AsyncDisposable> {
  const two = await createTwoTenants();
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  const { acme, database } = two;
  const acting = (role: Role) => actingAs(database, acme, role);
  const as: Stage["as"] = (role, work) => acting(role).write(work);
  return {
    two,
    owner,
    as,
    async account(name) {
      const id = uuidv7();
      await as("manager", async ({ db }) => void (await db.insert(account).values({ id, name, searchText: name })));
      return id;
    },
    assign: (role, entityId, name = "Hottechi") =>
      as("manager", (ctx) =>
        notify(ctx, accountAssigned, { to: [acme.members[role].memberId], entityId, params: { name, others: 0 } }),
      ),
    async titles(role) {
      const { items } = await acting(role).read((ctx) => listNotifications(ctx, { box: "inbox", limit: 100 }));
      return items.map(({ title }) => title);
    },
    async plan() {
      const [event] = await database
        .read(acme.id)
        .select()
        .from(auditEvent)
        .where(eq(auditEvent.name, "notifications.notification.created"))
        .orderBy(desc(auditEvent.id))
        .limit(1);
      if (!event) throw new Error("Nobody was told anything.");
      await as("manager", (ctx) => planDelivery(ctx, (event as StoredEvent).payload as { ids: string[] }));
    },
    async jobs(name, role) {
      const { rows } = await owner.query<{ id: string; due: string; start_after: Date }>(
        `select id, data->'payload'->>'dueAt' as due, start_after from pgboss.job
         where name = $1 and data->>'memberId' = $2 and state = 'created' order by created_on, id`,
        [name, acme.members[role].memberId],
      );
      return rows.map(({ id, due, start_after }) => ({ id, dueAt: due, startAfter: start_after }));
    },
    job: (role, lastAttempt = false) => jobOf(two, acme, role, lastAttempt),
    async [Symbol.asyncDispose]() {
      await owner.end();
      await two.close();
    },
  };
}

function jobOf({ database }: TwoTenants, tenant: TestTenant, role: Role, lastAttempt: boolean): JobRun {
  const actor = {
    ...tenant.members[role],
    permissions: permissionsOf(role),
    customRole: null,
    apiKey: null,
    impersonator: null,
  };
  const scope = { tenant, actor, requestId: "request-of-a-test", source: source() };
  return {
    ...scope,
    jobId: uuidv7(),
    attempt: 1,
    lastAttempt,
    signal: new AbortController().signal,
    transaction: (work) => database.withTenant(tenant.id, (db) => work({ ...scope, db })),
    once: async () => false,
    progress: async () => {},
  };
}

const source = () => ({ procedure: "test", clientAddress: null, userAgent: null });

/** What the rows of somebody's notifications say, past the services. */
export const rowsOf = ({ two }: Stage, role: Role) =>
  two.database
    .read(two.acme.id)
    .select()
    .from(notification)
    .where(eq(notification.memberId, two.acme.members[role].memberId));
