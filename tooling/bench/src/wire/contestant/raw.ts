import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { isListName, readFixture } from "../fixture-file.ts";
import { accountRows, type Send } from "./account-rows.ts";
import { insertAccount, insertAudit, insertKey, type NewAccount } from "./insert-sql.ts";
import { openPool, serveListener } from "./process.ts";
import { smallAnswer } from "./small-router.ts";
import { forTenant } from "./without-policies.ts";

/** node:http and pg, nothing else: nobody is asked who they are or what they may, and no policy filters rows. */
const fixture = readFixture();
const tenantId = fixture.tenant.id;
const pool = openPool(fixture.ownerUrl);
const rows = accountRows(fixture, (text) => forTenant(text, tenantId));
const send: Send = (query) => pool.query<unknown[]>(query);

function answer(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) }).end(text);
}

/** The rows of one creation in one transaction, all statements on their way before the first is answered. */
async function create(input: NewAccount, hasKey: boolean): Promise<object> {
  const client = await pool.connect();
  try {
    const { id, query } = insertAccount(tenantId, input, fixture.salespersonId);
    const audit = insertAudit({ tenantId, memberId: fixture.memberId, name: "Bench" }, id, input.name);
    const frame = (name: "begin" | "commit") => client.query({ name, text: name });
    const begun = frame("begin");
    const key = hasKey ? [client.query(insertKey(tenantId))] : [];
    await Promise.all([begun, client.query(query), client.query(audit), ...key, frame("commit")]);
    return { id };
  } finally {
    client.release();
  }
}

async function handle(request: IncomingMessage): Promise<unknown> {
  if (request.method === "POST")
    return create((await json(request)) as NewAccount, request.headers["idempotency-key"] !== undefined);
  const name = request.url?.slice(1) ?? "";
  if (name === "small") return smallAnswer();
  return isListName(name) ? rows.list(send, name) : rows.byId(send, name);
}

serveListener(
  (request, response) => {
    handle(request).then(
      (body) => answer(response, body),
      () => response.writeHead(500).end(),
    );
  },
  () => pool.end(),
);
