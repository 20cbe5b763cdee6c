import type { Module } from "@steward/client";
import { IconBuildingSkyscraper, IconHistory, IconSettings, IconUsers } from "@tabler/icons-react";

/** What an organisation's administrators look after. */
export const modules: readonly Module[] = [
  {
    id: "organisation",
    label: "Organisation",
    icon: IconSettings,
    pages: [
      { label: "Profile", path: "/organisation", icon: IconBuildingSkyscraper, permission: "org.tenant.read" },
      { label: "Members", path: "/members", icon: IconUsers, permission: "org.member.read" },
      { label: "Audit log", path: "/audit", icon: IconHistory, permission: "org.auditEvent.read" },
    ],
  },
];
