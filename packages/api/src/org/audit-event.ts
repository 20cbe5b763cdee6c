import { exportAuditEventsInput, listAuditEventsInput } from "@steward/contracts/org/audit-event";
import { exportAuditEvents, listAuditEvents } from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";

export const auditEventRouter = router({
  list: can("org.auditEvent.read")
    .input(listAuditEventsInput)
    .query(({ ctx, input }) => listAuditEvents(ctx, input)),

  /** A stretch of the CSV file; ask on with `nextCursor`. */
  exportCsv: can("org.auditEvent.export")
    .input(exportAuditEventsInput)
    .query(({ ctx, input }) => exportAuditEvents(ctx, input)),
});
