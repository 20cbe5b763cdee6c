import { createContactInput } from "@steward/contracts/crm/contact";
import { contact } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { contactSearchText } from "../../contact/words.ts";
import { splitName } from "../values/person-name.ts";
import { given, idOf, type KindRules, lowerText, sameCase } from "./kind-rules.ts";

const { shape } = createContactInput;

export const contactRules: KindRules = {
  table: contact,
  schemas: {
    fullName: shape.lastName,
    firstName: shape.firstName,
    lastName: shape.lastName,
    jobTitle: shape.jobTitle,
    description: shape.description,
  },
  draft(_setting, row, meaning) {
    const { values } = row;
    const emails = [...new Set([values.email, values.email2].filter((each) => each !== undefined))];
    const split = typeof values.fullName === "string" ? splitName(values.fullName) : { firstName: "", lastName: "" };
    let firstName = values.firstName ?? split.firstName;
    let lastName = values.lastName ?? split.lastName;
    if (firstName === "" && lastName === "") {
      if (typeof emails[0] === "string") {
        ({ firstName, lastName } = splitName(emails[0]));
        row.notes.push("Named after the e-mail address");
      } else row.failures.push("A name or an e-mail address is missing");
    }
    const columns = given({
      firstName: firstName === "" ? undefined : firstName,
      lastName: lastName === "" ? undefined : lastName,
      jobTitle: values.jobTitle,
      emails: emails.length > 0 ? emails : undefined,
      phone: values.phone,
      accountId: idOf(meaning("account")),
      ownerId: idOf(meaning("owner")),
      description: values.description,
    });
    return { columns };
  },
  defaults: ({ defaultOwnerId }) => ({ ownerId: defaultOwnerId, firstName: "", lastName: "", emails: [] }),
  derived(record) {
    const { firstName = "", lastName = "", emails = [], phone } = record as Partial<typeof contact.$inferSelect>;
    return { searchText: contactSearchText({ firstName, lastName, emails, phone }) };
  },
  keys: {
    email: {
      keyOf: ({ emails }) => (Array.isArray(emails) ? sameCase(emails[0]) : undefined),
      column: sql`${contact.emails}`,
      many: true,
    },
    name: {
      keyOf: ({ firstName, lastName }) => lowerText(`${firstName ?? ""} ${lastName ?? ""}`.trim()),
      column: sql`lower(${contact.name})`,
    },
  },
  unique: [],
};
