import { uuidv7 } from "@steward/db";
import type pg from "pg";

/** What is created in every creation; the number makes each one its own. */
export interface NewAccount {
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
}

/** An account with the columns the product writes. The owner is the member's salesperson. */
export function insertAccount(tenantId: string, { name, domain, industry, employees }: NewAccount, ownerId: string) {
  const id = uuidv7();
  const searchText = `${name} ${domain} ${industry}`.toLowerCase();
  const query: pg.QueryConfig = {
    name: "insert_account",
    text: `insert into crm_account (tenant_id, id, name, domain, industry, employees, owner_id, search_text)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning created_at, updated_at, version`,
    values: [tenantId, id, name, domain, industry, employees, ownerId, searchText],
  };
  return { id, query };
}

/** The audit row of that creation. */
export function insertAudit(
  { tenantId, memberId, name }: { tenantId: string; memberId: string; name: string },
  accountId: string,
  accountName: string,
): pg.QueryConfig {
  return {
    name: "insert_audit",
    text: `insert into audit_event (tenant_id, id, name, address, entity_id, actor_id, actor_name, request_id, procedure,
             client_address, user_agent, payload)
           values ($1, $2, 'crm.account.created', 'crm.account', $3, $4, $5, $6, 'crm.account.create', '127.0.0.1', null, $7)`,
    values: [tenantId, uuidv7(), accountId, memberId, name, accountId, JSON.stringify({ name: accountName })],
  };
}

/** As long as the product's digest of an input, and about as long as its sealed answer to a creation. */
const digest = Buffer.alloc(32, 1);
const sealedAnswer = Buffer.alloc(700, 2);

/** The row by which a repeated creation would be known. */
export function insertKey(tenantId: string): pg.QueryConfig {
  return {
    name: "insert_key",
    text: `insert into idempotency_key (tenant_id, id, procedure, input_digest, sealed_answer)
           values ($1, $2, 'crm.account.create', $3, $4)`,
    values: [tenantId, uuidv7(), digest, sealedAnswer],
  };
}
