import { idInput, idsInput } from "@steward/contracts";
import {
  convertLeadInput,
  countLeadsInput,
  createLeadInput,
  disqualifyLeadInput,
  exportLeadsInput,
  leadStepInput,
  listLeadsInput,
  updateLeadInput,
  updateManyLeadsInput,
} from "@steward/contracts/crm/lead";
import {
  contactLead,
  convertLead,
  countLeads,
  countLeadsByStatus,
  createLead,
  disqualifyLead,
  exportLeads,
  getLead,
  getRecordHistory,
  listLeadSources,
  listLeads,
  qualifyLead,
  removeLeads,
  reopenLead,
  restoreLeads,
  updateLead,
  updateManyLeads,
} from "@steward/services/crm";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** Who may become a customer, from the first word to an account, a contact and a deal. */
export const leadRouter = router({
  list: can("crm.lead.read")
    .input(listLeadsInput)
    .query(({ ctx, input }) => listLeads(ctx, input)),

  count: can("crm.lead.read")
    .input(countLeadsInput)
    .query(({ ctx, input }) => countLeads(ctx, input)),

  countByStatus: can("crm.lead.read")
    .input(countLeadsInput)
    .query(({ ctx, input }) => countLeadsByStatus(ctx, input)),

  sources: can("crm.lead.read")
    .input(z.void())
    .query(({ ctx }) => listLeadSources(ctx)),

  byId: can("crm.lead.read")
    .input(idInput)
    .query(({ ctx, input }) => getLead(ctx, input.id)),

  history: can("crm.lead.read")
    .input(idInput)
    .query(({ ctx, input }) => getRecordHistory(ctx, "crm.lead", input.id)),

  create: can("crm.lead.write")
    .input(createLeadInput)
    .mutation(({ ctx, input }) => createLead(ctx, input)),

  update: can("crm.lead.write")
    .input(updateLeadInput)
    .mutation(({ ctx, input }) => updateLead(ctx, input)),

  updateMany: can("crm.lead.write")
    .input(updateManyLeadsInput)
    .mutation(({ ctx, input }) => updateManyLeads(ctx, input)),

  contact: can("crm.lead.write")
    .input(leadStepInput)
    .mutation(({ ctx, input }) => contactLead(ctx, input)),

  qualify: can("crm.lead.write")
    .input(leadStepInput)
    .mutation(({ ctx, input }) => qualifyLead(ctx, input)),

  disqualify: can("crm.lead.write")
    .input(disqualifyLeadInput)
    .mutation(({ ctx, input }) => disqualifyLead(ctx, input)),

  reopen: can("crm.lead.write")
    .input(leadStepInput)
    .mutation(({ ctx, input }) => reopenLead(ctx, input)),

  convert: can("crm.lead.convert")
    .input(convertLeadInput)
    .mutation(({ ctx, input }) => convertLead(ctx, input)),

  remove: can("crm.lead.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeLeads(ctx, input.ids)),

  restore: can("crm.lead.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreLeads(ctx, input.ids)),

  export: can("crm.lead.export")
    .input(exportLeadsInput)
    .query(({ ctx, input }) => exportLeads(ctx, input)),
});
