import fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { isListName, readFixture } from "../fixture-file.ts";
import { accountRows, type Send } from "./account-rows.ts";
import { accountDetailSchema, accountPageSchema, newAccountSchema, smallSchema } from "./expert-schemas.ts";
import { createGuard, type Member } from "./guard.ts";
import { insertAccount, insertAudit, type NewAccount } from "./insert-sql.ts";
import { openPool } from "./process.ts";
import { smallAnswer } from "./small-router.ts";

/**
 * The same API as somebody writes it who knows Fastify and PostgreSQL well: schemas that validate and serialise, raw
 * `pg`, every statement prepared, everything that need not wait for an answer sent at once, row level security, one line
 * in the log per request, as the product writes it.
 */
const fixture = readFixture();
const pool = openPool(fixture.appUrl);
const guard = createGuard(fixture, pool);
const rows = accountRows(fixture);
const app = fastify({ logger: { level: "info" }, disableRequestLogging: true });

app.addHook("onResponse", async (request, reply) => {
  const { method, url } = request;
  request.log.info({ method, url, status: reply.statusCode, ms: reply.elapsedTime }, "request");
});

/**
 * Begin, tenant and the first statements leave together. A transaction that only read is answered before its end is: the
 * connection comes back to the pool when it is free.
 */
async function reading<T>(tenantId: string, work: (send: Send) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const [, , result] = await Promise.all([
      client.query({ name: "begin_read", text: "begin read only" }),
      client.query({ name: "tenant", text: "select set_config('app.tenant_id', $1, true)", values: [tenantId] }),
      work((query) => client.query<unknown[]>(query)),
    ]);
    client.query({ name: "commit", text: "commit" }).then(
      () => client.release(),
      () => client.release(true),
    );
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function memberOf(request: FastifyRequest, reply: FastifyReply, permission: string): Promise<Member | null> {
  const member = await guard(request.headers.authorization, String(request.headers["x-tenant"]), permission);
  if (!member) await reply.code(401).send({ error: "unauthenticated" });
  return member;
}

app.get("/small", { schema: { response: { 200: smallSchema } } }, async () => smallAnswer());

app.get<{ Params: { name: string } }>(
  "/accounts/:name",
  { schema: { response: { 200: accountPageSchema } } },
  async (request, reply) => {
    const member = await memberOf(request, reply, "crm.account.read");
    const { name } = request.params;
    if (!member || !isListName(name)) return reply;
    return reading(member.tenantId, (send) => rows.list(send, name));
  },
);

app.get<{ Params: { id: string } }>(
  "/account/:id",
  { schema: { response: { 200: accountDetailSchema } } },
  async (request, reply) => {
    const member = await memberOf(request, reply, "crm.account.read");
    if (!member) return reply;
    return reading(member.tenantId, (send) => rows.byId(send, request.params.id));
  },
);

/** Insert, audit row and commit leave together; what the answer says of the account follows from what was written. */
async function create(member: Member, input: NewAccount): Promise<object> {
  const { tenantId, memberId, name, salespersonId } = member;
  const account = insertAccount(tenantId, input, salespersonId);
  const client = await pool.connect();
  try {
    const [, , { rows: written }] = await Promise.all([
      client.query({ name: "begin_write", text: "begin" }),
      client.query({ name: "tenant", text: "select set_config('app.tenant_id', $1, true)", values: [tenantId] }),
      client.query(account.query),
      client.query(insertAudit({ tenantId, memberId, name }, account.id, input.name)),
      client.query({ name: "commit", text: "commit" }),
    ]);
    client.release();
    const { created_at: createdAt, updated_at: updatedAt, version } = written[0];
    return { ...blank, ...input, id: account.id, owner: { id: salespersonId, name }, createdAt, updatedAt, version };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const blank = {
  email: null,
  phone: null,
  annualRevenueMinor: null,
  foundedYear: null,
  description: null,
  aliases: null,
  parent: null,
  tags: [],
  contactCount: 0,
  locationCount: 0,
  childCount: 0,
};

app.post<{ Body: NewAccount }>(
  "/accounts",
  { schema: { body: newAccountSchema, response: { 200: accountDetailSchema } } },
  async (request, reply) => {
    const member = await memberOf(request, reply, "crm.account.write");
    return member ? create(member, request.body) : reply;
  },
);

await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => {
  app.server.closeAllConnections();
  void Promise.all([app.close(), pool.end()]).finally(() => process.exit());
});
