import { acmeAccounts } from "./acme-accounts.ts";
import { acmeActivities } from "./acme-activities.ts";
import { acmeDeals } from "./acme-deals.ts";
import { acmeLeads } from "./acme-leads.ts";
import { acmeProjects } from "./acme-projects.ts";
import { acmeWeeks } from "./acme-time.ts";
import type { Story } from "./story.ts";

/**
 * Acme Industrial Supply has just moved: what is live was typed in, no deal has been won or lost here yet, and the
 * history waits in CSV files. None of its names occur in those files, so that an import's totals stand alone.
 */
export const acme: Story = {
  slug: "acme",
  name: "Acme Industrial Supply",
  currency: "USD",
  locale: "en-US",
  timeZone: "America/Chicago",
  country: "US",
  since: 20,
  people: {
    owner: { name: "Ruth Calloway", role: "owner" },
    admin: { name: "Devon Price", role: "admin" },
    manager: { name: "Marisol Vega", role: "manager" },
    member: { name: "Theo Lindqvist", role: "member" },
    technician: { name: "Jamal Okafor", role: "technician" },
    casey: { name: "Casey Morgan", role: "member", email: "casey@steward.test" },
  },
  tags: { "Key account": "blue", "New this quarter": "green", "Fast payer": "teal", Tender: "orange" },
  products: [
    {
      key: "bearing-program",
      name: "Bearing program",
      sku: "ACM-BRG-12",
      family: "Programs",
      price: 12_000,
      about: "Twelve months of bearings at a held price, counted and restocked monthly.",
    },
    {
      key: "conveyor-kit",
      name: "Conveyor belt kit, freezer rated",
      sku: "ACM-CBK-25F",
      family: "Power transmission",
      price: 3_450,
      about: "Belt, splice and scraper for −25 °F.",
    },
    {
      key: "calibration",
      name: "Torque tool calibration, on site",
      sku: "ACM-CAL-OS",
      family: "Services",
      price: 85,
      about: "Per tool, with certificate; at least twenty tools a visit.",
    },
    {
      key: "vending",
      name: "Vending machine, consumables",
      sku: "ACM-VND-60",
      family: "Programs",
      price: 6_200,
      about: "Sixty coils, filled weekly, billed by use.",
    },
    {
      key: "monitoring",
      name: "Vibration monitoring starter set",
      sku: "ACM-VIB-08",
      family: "Services",
      price: 9_100,
      about: "Eight sensors, gateway, first-year readings.",
    },
  ],
  accounts: acmeAccounts,
  deals: acmeDeals,
  leads: acmeLeads,
  activities: acmeActivities,
  views: [
    {
      address: "crm.account",
      name: "New this quarter",
      by: "manager",
      shared: true,
      state: () => ({ sort: { field: "createdAt", direction: "desc" } }),
    },
    {
      address: "crm.deal",
      name: "My open deals",
      by: "member",
      shared: false,
      state: (people) => ({ filter: { ownerId: [people("member")], status: ["open"] } }),
    },
  ],
  projects: acmeProjects,
  weeks: acmeWeeks,
};
