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

const projects: RecordSearch = async (api, search, href) => {
  const { items } = await api.projects.project.list.query({ search, filter: {}, limit: 5 });
  return items.map(({ id, key, name, account }) => ({
    id,
    label: name,
    description: account ? `${key} · ${account.name}` : key,
    group: "Projects",
    href: href(`/projects/${id}`),
  }));
};

const tasks: RecordSearch = async (api, search, href) => {
  // Across projects, what changed last comes first: nothing else has an order there.
  const sort = { field: "updatedAt", direction: "desc" } as const;
  const { items } = await api.projects.task.list.query({ search, filter: {}, sort, limit: 5 });
  return items.map(({ id, key, number, title, project, status }) => ({
    id,
    label: `${key} ${title}`,
    description: `${project.name} · ${status.name}`,
    group: "Tasks",
    href: href(`/projects/${project.id}/tasks/${number}`),
  }));
};

/** Whoever may not read one kind of record finds the others all the same. */
const others: readonly RecordSearch[] = [conversations, projects, tasks];

/** Records of all modules by what is typed into the command palette. */
export const searchRecords: RecordSearch = async (api, query, href) => {
  const found = await Promise.all([
    records(api, query, href),
    ...others.map((search) => search(api, query, href).catch(() => [])),
  ]);
  return found.flat();
};
