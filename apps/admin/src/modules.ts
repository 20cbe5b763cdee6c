import type { Module } from "@steward/client";
import {
  IconActivityHeartbeat,
  IconBroadcast,
  IconBuildingCommunity,
  IconBuildingSkyscraper,
  IconCalendarTime,
  IconHistory,
  IconKey,
  IconListCheck,
  IconMailOpened,
  IconMailPlus,
  IconReload,
  IconServer,
  IconSettings,
  IconShieldHalf,
  IconShieldLock,
  IconSitemap,
  IconUserCircle,
  IconUserCog,
  IconUserPlus,
  IconUsers,
} from "@tabler/icons-react";

/** What an organisation's administrators look after. */
export const modules: readonly Module[] = [
  {
    id: "organisation",
    label: "Organisation",
    icon: IconSettings,
    pages: [
      { label: "Profile", path: "/organisation", icon: IconBuildingSkyscraper, permission: "org.tenant.read" },
      { label: "Security", path: "/security", icon: IconShieldLock, permission: "org.tenant.secure" },
      { label: "Calendars", path: "/calendars", icon: IconCalendarTime, permission: "org.businessCalendar.write" },
      { label: "Audit log", path: "/audit", icon: IconHistory, permission: "org.auditEvent.read" },
    ],
  },
  {
    id: "people",
    label: "People",
    icon: IconUsers,
    pages: [
      { label: "Members", path: "/members", icon: IconUsers, permission: "org.member.read" },
      { label: "Invitations", path: "/invitations", icon: IconMailPlus, permission: "org.invitation.read" },
      { label: "Divisions", path: "/divisions", icon: IconSitemap, permission: "org.division.read" },
    ],
    commands: [
      {
        id: "org.invitation.new",
        label: "Invite people",
        path: "/invitations?new",
        icon: IconUserPlus,
        permission: "org.invitation.write",
        keywords: ["add member", "new user"],
      },
    ],
  },
  {
    id: "access",
    label: "Access",
    icon: IconUserCog,
    pages: [
      { label: "Roles", path: "/roles", icon: IconUserCog, permission: "org.role.read" },
      { label: "Who may what", path: "/access", icon: IconListCheck, permission: "org.access.read" },
      { label: "API keys", path: "/api-keys", icon: IconKey, permission: "org.apiKey.read" },
    ],
    commands: [
      {
        id: "org.role.new",
        label: "New role",
        path: "/roles/new",
        icon: IconUserCog,
        permission: "org.role.write",
      },
      {
        id: "org.apiKey.new",
        label: "New API key",
        path: "/api-keys?new",
        icon: IconKey,
        permission: "org.apiKey.write",
        keywords: ["token", "secret"],
      },
    ],
  },
];

/** What those look after who run the installation. Its pages stand beside the organisations, in none of them. */
export const operatorModules: readonly Module[] = [
  {
    id: "platform",
    label: "Platform",
    icon: IconServer,
    pages: [
      { label: "Organisations", path: "/operator/tenants", icon: IconBuildingCommunity },
      { label: "Users", path: "/operator/users", icon: IconUserCircle },
      { label: "Security events", path: "/operator/security-events", icon: IconShieldHalf },
    ],
  },
  {
    id: "operation",
    label: "Operation",
    icon: IconActivityHeartbeat,
    pages: [
      { label: "Health", path: "/operator/health", icon: IconActivityHeartbeat },
      { label: "Outbox", path: "/operator/outbox", icon: IconMailOpened },
      { label: "Events", path: "/operator/events", icon: IconBroadcast },
      { label: "Jobs", path: "/operator/jobs", icon: IconReload },
    ],
  },
];
