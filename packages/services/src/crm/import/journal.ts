import type { ImportRecordKind, importRecordActions } from "@steward/contracts/crm/import";
import { type TenantDb, uuidv7 } from "@steward/db";
import { sql } from "drizzle-orm";

/** A record an import touched, for undo. */
export interface JournalEntry {
  kind: ImportRecordKind;
  entityId: string;
  action: (typeof importRecordActions)[number];
  entityVersion: number;
  before?: Record<string, unknown>;
}

/**
 * Writes down what an import did to records. A record that is touched again keeps its first entry, with the newer
 * version: created stays created, and the oldest state is the one to go back to.
 */
export async function writeJournal(db: TenantDb, importId: string, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ id: uuidv7(), before: null, ...entry }));
  await db.execute(sql`
    insert into crm_import_record (id, import_id, kind, entity_id, action, entity_version, before)
    select id, ${importId}::uuid, kind, "entityId", action, "entityVersion", before
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id uuid, kind text, "entityId" uuid, action text, "entityVersion" int, before jsonb)
    on conflict (tenant_id, import_id, entity_id) do update set entity_version = excluded.entity_version`);
}
