import type { RecordSearch } from "@steward/client";

const groups = {
  account: { group: "Accounts", path: "accounts" },
  contact: { group: "Contacts", path: "contacts" },
  deal: { group: "Deals", path: "deals" },
  lead: { group: "Leads", path: "leads" },
} as const;

const records: RecordSearch = async (api, query, href) => {
  const hits = await api.crm.search.all.query({ query });
  return hits.map(({ kind, id, label, detail }) => ({
    id,
    label,
    ...(detail ? { description: detail } : {}),
    group: groups[kind].group,
    href: href(`/crm/${groups[kind].path}/${id}`),
  }));
};

const conversations: RecordSearch = async (api, search, href) => {
  const { items } = await api.messaging.conversation.list.query({ search, limit: 5 });
  return items.map(({ id, title, topic }) => ({
    id,
    label: title,
    ...(topic ? { description: topic } : {}),
    group: "Conversations",
    href: href(`/messaging/${id}`),
  }));
};

/** Records of all modules by what is typed into the command palette. */
export const searchRecords: RecordSearch = async (api, query, href) => {
  // Whoever may not read conversations finds records all the same.
  const found = await Promise.all([records(api, query, href), conversations(api, query, href).catch(() => [])]);
  return found.flat();
};
