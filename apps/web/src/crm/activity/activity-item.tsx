"use client";

import { Anchor, Group, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { DateText, StatusBadge, type TimelineItem } from "@steward/ui";
import Link from "next/link";
import { ActivityMenu } from "./activity-menu.tsx";
import { kindLooks } from "./kinds.ts";
import type { Activity } from "./use-activity-actions.ts";

/** An activity as an entry of a timeline; the record whose page it is needs no naming. */
export function activityItem(activity: Activity, own: Own): TimelineItem {
  const look = kindLooks[activity.kind];
  return {
    id: activity.id,
    icon: look.icon,
    tone: activity.doneAt ? "success" : look.tone,
    at: activity.occursAt,
    title: (
      <>
        <b>{activity.authorName ?? "Somebody"}</b> {look.logged}: {activity.subject}
      </>
    ),
    body: saysMore(activity, own) ? <ActivityBody activity={activity} own={own} /> : null,
    actions: <ActivityMenu activity={activity} />,
  };
}

interface Own {
  accountId?: string;
  contactId?: string;
}

function saysMore({ body, dueAt, doneAt, account, contact, deal, lead }: Activity, own: Own): boolean {
  const elsewhere = (account && account.id !== own.accountId) || (contact && contact.id !== own.contactId);
  return Boolean(body || dueAt || doneAt || elsewhere || deal || lead);
}

function ActivityBody({ activity, own }: { activity: Activity; own: Own }) {
  return (
    <>
      {activity.body ? (
        <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {activity.body}
        </Text>
      ) : null}
      <Group gap="xs">
        <DueBadge activity={activity} />
        <ActivityRecords activity={activity} own={own} />
      </Group>
    </>
  );
}

/** When it is due, or that it is done. */
export function DueBadge({ activity }: { activity: Pick<Activity, "dueAt" | "doneAt"> }) {
  if (activity.doneAt) return <StatusBadge tone="success">Done</StatusBadge>;
  if (!activity.dueAt) return null;
  const late = new Date(activity.dueAt).getTime() < Date.now();
  return (
    <StatusBadge tone={late ? "danger" : "neutral"}>
      Due <DateText value={activity.dueAt} withTime />
    </StatusBadge>
  );
}

/** The records an activity hangs on, as links. */
export function ActivityRecords({ activity, own = {} }: { activity: Activity; own?: Own }) {
  const href = useHref();
  const { account, contact, deal, lead } = activity;
  const records = [
    account && account.id !== own.accountId ? { ...account, path: "accounts" } : null,
    contact && contact.id !== own.contactId ? { ...contact, path: "contacts" } : null,
    deal ? { ...deal, path: "deals" } : null,
    lead ? { ...lead, path: "leads" } : null,
  ].filter((record) => record !== null);
  return records.map(({ id, name, path }) => (
    <Anchor key={id} component={Link} href={href(`/crm/${path}/${id}`)} size="sm">
      {name}
    </Anchor>
  ));
}
