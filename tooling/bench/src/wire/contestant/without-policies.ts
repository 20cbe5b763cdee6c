/**
 * A statement as it has to be asked where no policy filters: with the tenant in its condition. Left out it would read
 * other organisations' rows, by another plan.
 */
export function forTenant(text: string, tenantId: string): string {
  const [, table] = / from "(\w+)"/.exec(text) ?? [];
  const at = text.lastIndexOf(" where ");
  if (!table || at < 0) throw new Error(`This statement cannot be asked without policies: ${text}`);
  const end = at + " where ".length;
  return `${text.slice(0, end)}"${table}"."tenant_id" = '${tenantId}' and ${text.slice(end)}`;
}
