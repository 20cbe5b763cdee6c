import {
  everyMemberMay,
  type Permission,
  type PermissionDefinition,
  permissionNames,
  permissions,
} from "@steward/contracts";

export interface PermissionFacts {
  name: Permission;
  description: string;
  /** Reaches only records of one's own. */
  ownOnly: boolean;
}

export interface ResourceGroup {
  /** `crm.account` */
  address: string;
  label: string;
  permissions: PermissionFacts[];
}

export interface ModuleGroup {
  id: string;
  label: string;
  resources: ResourceGroup[];
}

// What a module or resource is called where its name in code says it badly.
const labels: Record<string, string> = {
  org: "Organisation",
  crm: "Customers",
  live: "Live updates",
  "org.tenant": "The organisation itself",
  "org.access": "Explanations of access",
  "org.apiKey": "API keys",
  "org.auditEvent": "Audit log",
  "org.domain": "Host name",
  "org.savedView": "Saved views",
  "crm.activity": "Activities",
  "files.file": "Files on records",
  "messaging.presence": "Presence",
  "projects.project": "Projects and their people",
  "projects.import": "Imports of tasks",
  "projects.feed": "Calendar feeds",
  "time.entry": "Time entries",
  "approvals.request": "Requests",
  "notifications.notification": "Inbox",
  "notifications.preference": "What one is told",
  "crm.salesperson": "Salespeople",
};

/** `crm.account` → `Accounts`, `org` → `Organisation`. */
export function addressLabel(address: string): string {
  const known = labels[address];
  if (known) return known;
  const words = address
    .slice(address.lastIndexOf(".") + 1)
    .replace(/(\p{Lu})/gu, " $1")
    .toLowerCase();
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return address.includes(".") ? `${capital}s` : capital;
}

export const moduleOf = (name: string): string => name.slice(0, name.indexOf("."));
const addressOf = (name: string) => name.slice(0, name.lastIndexOf("."));

/** Every permission there is, by module and resource, in the order of the table. */
export const permissionGroups: readonly ModuleGroup[] = [...Map.groupBy(permissionNames, moduleOf)].map(
  ([id, names]) => ({
    id,
    label: addressLabel(id),
    resources: [...Map.groupBy(names, addressOf)].map(([address, members]) => ({
      address,
      label: addressLabel(address),
      permissions: members.map((name) => {
        const { description, rows }: PermissionDefinition = permissions[name];
        return { name, description, ownOnly: rows?.reach === "own" };
      }),
    })),
  }),
);

/** The groups with what is wanted of them, without those that are then empty. */
export function groupsWith(wanted: (facts: PermissionFacts, resource: ResourceGroup) => boolean): ModuleGroup[] {
  return permissionGroups.flatMap((module) => {
    const resources = module.resources.flatMap((resource) => {
      const kept = resource.permissions.filter((facts) => wanted(facts, resource));
      return kept.length > 0 ? [{ ...resource, permissions: kept }] : [];
    });
    return resources.length > 0 ? [{ ...module, resources }] : [];
  });
}

/** Whether what was typed is in a permission's words, its name or its resource's. */
export function matches({ name, description }: PermissionFacts, { label }: ResourceGroup, typed: string): boolean {
  return `${description} ${name} ${label}`.toLowerCase().includes(typed.trim().toLowerCase());
}

/** Why a permission cannot be chosen by somebody who holds these; null when it can. */
export function refusalOf(name: Permission, held: ReadonlySet<string>): string | null {
  if (everyMemberMay.has(name)) return "Every member may";
  return held.has(name) ? null : "You may not do this yourself, so you cannot give it";
}
