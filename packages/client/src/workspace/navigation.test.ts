import type { Permission } from "@steward/contracts";
import { describe, expect, it } from "vitest";
import type { Module } from "./module.ts";
import { commandsFor, crumbsFor, navigationFor } from "./navigation.ts";

const icon = () => null;
const modules: readonly Module[] = [
  {
    id: "crm",
    label: "Customers",
    icon,
    pages: [
      { label: "Overview", path: "/crm", icon },
      { label: "Accounts", path: "/crm/accounts", icon, permission: "crm.account.read" },
    ],
    commands: [{ id: "new", label: "New account", path: "/crm/accounts/new", icon, permission: "crm.account.write" }],
  },
  {
    id: "audit",
    label: "Audit",
    icon,
    pages: [{ label: "Log", path: "/audit", icon, permission: "org.auditEvent.read" }],
  },
  { id: "approvals", label: "Approvals", icon, pages: [{ label: "Approvals", path: "/approvals", icon }] },
];
const href = (path: string) => `/acme${path}`;
const may = (...permissions: Permission[]) => new Set(permissions);

describe("navigation", () => {
  it("shows what the member may open, and no module without a page", () => {
    const shown = navigationFor(modules, may("crm.account.read"), href);
    expect(shown.map(({ id }) => id)).toEqual(["crm", "approvals"]);
    expect(shown[0]?.items?.map((item) => item.href)).toEqual(["/acme/crm", "/acme/crm/accounts"]);
    expect(navigationFor(modules, may(), href)[0]?.items).toHaveLength(1);
  });

  it("offers commands to who may use them", () => {
    expect(commandsFor(modules, may("crm.account.write"), href)).toMatchObject([{ href: "/acme/crm/accounts/new" }]);
    expect(commandsFor(modules, may("crm.account.read"), href)).toEqual([]);
  });
});

describe("breadcrumbs", () => {
  const labels = (pathname: string, record: string | null = null) =>
    crumbsFor(modules, pathname, href, record).map(({ label }) => label);

  it("name the deepest page above the path, then the record", () => {
    expect(labels("/crm")).toEqual(["Customers", "Overview"]);
    expect(labels("/crm/accounts")).toEqual(["Customers", "Accounts"]);
    expect(labels("/crm/accounts/42", "Hottechi")).toEqual(["Customers", "Accounts", "Hottechi"]);
    expect(labels("/crmx")).toEqual([]);
  });

  it("say the name of a module once that is one page of the same name", () => {
    expect(labels("/approvals")).toEqual(["Approvals"]);
  });
});
