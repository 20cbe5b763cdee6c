import type { Module } from "@steward/client";
import {
  IconActivity,
  IconBell,
  IconBuilding,
  IconChartBar,
  IconCoins,
  IconFileImport,
  IconInbox,
  IconLayoutDashboard,
  IconMessages,
  IconPackage,
  IconSettings,
  IconStack2,
  IconTargetArrow,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { UnreadBadge } from "./messaging/frame/unread-badge.tsx";

/** Everything there is in the workspace, in the order of the navigation. A module is added here and nowhere else. */
export const modules: readonly Module[] = [
  {
    id: "messaging",
    label: "Team",
    icon: IconMessages,
    pages: [
      {
        label: "Messages",
        path: "/messaging",
        icon: IconMessages,
        permission: "messaging.conversation.read",
        badge: UnreadBadge,
      },
    ],
  },
  {
    id: "crm",
    label: "Customers",
    icon: IconUsers,
    pages: [
      { label: "Overview", path: "/crm", icon: IconLayoutDashboard },
      { label: "Accounts", path: "/crm/accounts", icon: IconBuilding, permission: "crm.account.read" },
      { label: "Contacts", path: "/crm/contacts", icon: IconUser, permission: "crm.contact.read" },
      { label: "Leads", path: "/crm/leads", icon: IconTargetArrow, permission: "crm.lead.read" },
      { label: "Deals", path: "/crm/deals", icon: IconCoins, permission: "crm.deal.read" },
      { label: "Forecast", path: "/crm/forecast", icon: IconChartBar, permission: "crm.deal.read" },
      { label: "Activities", path: "/crm/activities", icon: IconActivity, permission: "crm.activity.read" },
      { label: "Products", path: "/crm/products", icon: IconPackage, permission: "crm.product.read" },
      { label: "Pipelines", path: "/crm/pipelines", icon: IconStack2, permission: "crm.pipeline.read" },
      { label: "Imports", path: "/crm/imports", icon: IconFileImport, permission: "crm.import.read" },
    ],
    commands: [
      {
        id: "crm.account.new",
        label: "New account",
        path: "/crm/accounts?new",
        icon: IconBuilding,
        permission: "crm.account.write",
        keywords: ["company", "customer"],
      },
      {
        id: "crm.contact.new",
        label: "New contact",
        path: "/crm/contacts?new",
        icon: IconUser,
        permission: "crm.contact.write",
        keywords: ["person"],
      },
      {
        id: "crm.lead.new",
        label: "New lead",
        path: "/crm/leads?new",
        icon: IconTargetArrow,
        permission: "crm.lead.write",
        keywords: ["prospect", "enquiry"],
      },
      {
        id: "crm.deal.new",
        label: "New deal",
        path: "/crm/deals?new",
        icon: IconCoins,
        permission: "crm.deal.write",
        keywords: ["sale", "opportunity"],
      },
      {
        id: "crm.deal.board",
        label: "Deals board",
        path: "/crm/deals/board",
        icon: IconCoins,
        permission: "crm.deal.read",
        keywords: ["kanban", "pipeline"],
      },
      {
        id: "crm.activity.new",
        label: "New task",
        path: "/crm/activities?new",
        icon: IconActivity,
        permission: "crm.activity.write",
        keywords: ["call", "meeting", "note"],
      },
    ],
  },
  {
    id: "notifications",
    label: "Notifications",
    icon: IconBell,
    pages: [
      { label: "Inbox", path: "/notifications", icon: IconInbox, permission: "notifications.notification.read" },
      {
        label: "Preferences",
        path: "/notifications/preferences",
        icon: IconSettings,
        permission: "notifications.preference.read",
      },
    ],
  },
];
