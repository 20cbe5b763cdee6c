const statement = /^[\s(]*(select|insert|update|delete|merge|with|values|explain)\b/i;
const scope = /set_config|app\.tenant_id/i;

/**
 * Refuses what would change the transaction or its tenant from inside: BEGIN, COMMIT, SET, RESET, DISCARD and the
 * like. A net against mistakes in our own code, where raw SQL is written; the policies are what holds.
 */
export function assertOrdinaryStatement(text: string): void {
  if (!statement.test(text) || scope.test(text)) {
    throw new Error(`A scoped handle runs data statements only, not: ${text.slice(0, 60)}`);
  }
}
