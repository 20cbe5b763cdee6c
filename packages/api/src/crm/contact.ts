import { idInput, idsInput } from "@steward/contracts";
import {
  countContactsInput,
  createContactInput,
  exportContactsInput,
  listContactsInput,
  updateContactInput,
  updateManyContactsInput,
} from "@steward/contracts/crm/contact";
import {
  countContacts,
  createContact,
  exportContacts,
  exportContactVcards,
  getContact,
  getContactVcard,
  listContacts,
  removeContacts,
  restoreContacts,
  updateContact,
  updateManyContacts,
} from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const contactRouter = router({
  list: can("crm.contact.read")
    .input(listContactsInput)
    .query(({ ctx, input }) => listContacts(ctx, input)),
  count: can("crm.contact.read")
    .input(countContactsInput)
    .query(({ ctx, input }) => countContacts(ctx, input)),
  byId: can("crm.contact.read")
    .input(idInput)
    .query(({ ctx, input }) => getContact(ctx, input.id)),
  /** A stretch of the CSV file; ask on with `nextCursor`. */
  export: can("crm.contact.export")
    .input(exportContactsInput)
    .query(({ ctx, input }) => exportContacts(ctx, input)),
  /** The same as vCards (RFC 6350). */
  exportVcards: can("crm.contact.export")
    .input(exportContactsInput)
    .query(({ ctx, input }) => exportContactVcards(ctx, input)),
  vcard: can("crm.contact.read")
    .input(idInput)
    .query(({ ctx, input }) => getContactVcard(ctx, input.id)),

  create: can("crm.contact.write")
    .input(createContactInput)
    .mutation(({ ctx, input }) => createContact(ctx, input)),
  update: can("crm.contact.write")
    .input(updateContactInput)
    .mutation(({ ctx, input }) => updateContact(ctx, input)),
  /** Answers with the inputs that take it back. */
  updateMany: can("crm.contact.write")
    .input(updateManyContactsInput)
    .mutation(({ ctx, input }) => updateManyContacts(ctx, input)),
  remove: can("crm.contact.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeContacts(ctx, input.ids)),
  restore: can("crm.contact.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreContacts(ctx, input.ids)),
});
