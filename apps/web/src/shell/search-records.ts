import type { RecordSearch } from "@steward/client";

const groups = {
  account: { group: "Accounts", path: "accounts" },
  contact: { group: "Contacts", path: "contacts" },
  deal: { group: "Deals", path: "deals" },
  lead: { group: "Leads", path: "leads" },
} as const;

/** Records of all modules by what is typed into the command palette. */
export const searchRecords: RecordSearch = async (api, query, href) => {
  const hits = await api.crm.search.all.query({ query });
  return hits.map(({ kind, id, label, detail }) => ({
    id,
    label,
    ...(detail ? { description: detail } : {}),
    group: groups[kind].group,
    href: href(`/crm/${groups[kind].path}/${id}`),
  }));
};
