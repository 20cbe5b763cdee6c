import type { OrganisationStory } from "./story.ts";

/** Two regions and what runs in them; Casey looks after both and into the record as well. */
export const globexOrganisation: OrganisationStory = {
  divisions: [
    { name: "Sales", people: ["manager", "casey"] },
    { name: "North", within: "Sales", people: ["member"] },
    { name: "South", within: "Sales", people: ["casey"] },
    { name: "Service", people: ["admin"] },
    { name: "Emergency call-out", within: "Service", people: ["technician"] },
  ],
  role: {
    name: "Regional manager",
    description: "Does what a manager does, and reads who did what.",
    like: "manager",
    also: ["org.auditEvent.read"],
    holder: "casey",
  },
  invitations: [
    { email: "imogen.blake@globex.test", role: "member", daysAgo: 2, expiresIn: 5 },
    { email: "rafi.cohen@globex.test", role: "technician", daysAgo: 19, expiresIn: -12 },
  ],
  apiKey: {
    name: "Web site enquiries",
    scopes: ["crm.lead.read", "crm.lead.write"],
    daysAgo: 9,
    expiresInDays: 90,
  },
};
