import { globexEarlyAccounts } from "./globex-accounts.ts";
import { globexPast, globexTasks } from "./globex-activities.ts";
import { globexConversations } from "./globex-conversations.ts";
import { globexHistory } from "./globex-history.ts";
import { globexLeads } from "./globex-leads.ts";
import { globexLaterAccounts } from "./globex-new-accounts.ts";
import { globexOpenDeals } from "./globex-open.ts";
import { globexOrganisation } from "./globex-organisation.ts";
import { globexProjects } from "./globex-projects.ts";
import { globexDelegations, globexWeeks } from "./globex-time.ts";
import type { Story } from "./story.ts";

/** Globex Climate Services, a year in: history to report on, a pipeline to forecast, work for today. */
export const globex: Story = {
  slug: "globex",
  name: "Globex Climate Services",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  country: "GB",
  since: 364,
  people: {
    owner: { name: "Harriet Osei", role: "owner" },
    admin: { name: "Callum Reid", role: "admin" },
    manager: { name: "Priya Nair", role: "manager" },
    member: { name: "Tom Ashworth", role: "member" },
    technician: { name: "Ewa Kowalska", role: "technician" },
    casey: { name: "Casey Morgan", role: "manager", email: "casey@steward.test" },
  },
  tags: { "Key account": "blue", "24/7": "red", "Public sector": "violet", "Heat pumps": "green" },
  products: [
    {
      key: "essential",
      name: "Maintenance Essential",
      sku: "GCS-M-ESS",
      family: "Agreements",
      price: 2_400,
      about: "One site, two visits a year, working hours.",
    },
    {
      key: "complete",
      name: "Maintenance Complete",
      sku: "GCS-M-CMP",
      family: "Agreements",
      price: 6_800,
      about: "One site, four visits a year, parts included.",
    },
    {
      key: "cover",
      name: "Emergency cover",
      sku: "GCS-E-247",
      family: "Agreements",
      price: 1_150,
      about: "One site, around the clock, four hours' response.",
    },
    {
      key: "boiler",
      name: "Boiler replacement",
      sku: "GCS-P-BLR",
      family: "Projects",
      price: 18_500,
      about: "Remove, install, commission; up to 150 kW.",
    },
    {
      key: "heat-pump",
      name: "Heat pump installation",
      sku: "GCS-P-HPI",
      family: "Projects",
      price: 42_000,
      about: "Air source, up to 60 kW, with hydraulics and controls.",
    },
    {
      key: "chiller",
      name: "Chiller overhaul",
      sku: "GCS-P-CHO",
      family: "Projects",
      price: 27_500,
      about: "Compressor, bearings, refrigerant, test run.",
    },
    {
      key: "controls",
      name: "Controls upgrade",
      sku: "GCS-P-CTL",
      family: "Projects",
      price: 12_400,
      about: "Plant room controls with remote view.",
    },
    {
      key: "survey",
      name: "Air quality survey",
      sku: "GCS-S-AIR",
      family: "Surveys",
      price: 950,
      about: "One floor, two weeks of readings, a report one can act on.",
    },
  ],
  accounts: [...globexEarlyAccounts, ...globexLaterAccounts],
  deals: [...globexHistory, ...globexOpenDeals],
  leads: globexLeads,
  activities: [...globexPast, ...globexTasks],
  organisation: globexOrganisation,
  conversations: globexConversations,
  projects: globexProjects,
  weeks: globexWeeks,
  delegations: globexDelegations,
  views: [
    {
      address: "crm.deal",
      name: "Closing soon",
      by: "manager",
      shared: true,
      state: () => ({ filter: { status: ["open"] }, sort: { field: "expectedCloseOn", direction: "asc" } }),
    },
    {
      address: "crm.deal",
      name: "Tom’s open deals",
      by: "member",
      shared: false,
      state: (people) => ({ filter: { status: ["open"], ownerId: [people("member")] } }),
    },
    {
      address: "crm.account",
      name: "Public bodies and schools",
      by: "manager",
      shared: true,
      state: () => ({ filter: { industry: ["Education", "Culture", "Health care"] } }),
    },
    {
      address: "crm.lead",
      name: "Ready to convert",
      by: "manager",
      shared: true,
      state: () => ({ filter: { status: ["qualified"] } }),
    },
  ],
};
