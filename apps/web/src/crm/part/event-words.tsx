"use client";

import { Anchor, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { formatMoney } from "@steward/contracts/kernel/money";
import { type IconComponent, type Tone, useLocale } from "@steward/ui";
import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsExchange,
  IconCirclePlus,
  IconMoodSad,
  IconPencil,
  IconPointFilled,
  IconTrash,
  IconTrophy,
} from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { RouterOutputs } from "../../trpc/client.tsx";

type Entry = RouterOutputs["crm"]["account"]["timeline"]["items"][number];
export type EventEntry = Extract<Entry, { type: "event" }>;

const looks: Record<string, { icon: IconComponent; tone?: Tone; verb: string }> = {
  created: { icon: IconCirclePlus, tone: "accent", verb: "added" },
  updated: { icon: IconPencil, verb: "changed" },
  removed: { icon: IconTrash, tone: "danger", verb: "deleted" },
  restored: { icon: IconArrowBackUp, verb: "restored" },
  merged: { icon: IconArrowMerge, tone: "progress", verb: "merged" },
  mergeUndone: { icon: IconArrowBackUp, verb: "undid the merge of" },
  stageChanged: { icon: IconArrowsExchange, tone: "info", verb: "moved" },
  won: { icon: IconTrophy, tone: "success", verb: "won" },
  lost: { icon: IconMoodSad, tone: "danger", verb: "lost" },
  statusChanged: { icon: IconArrowsExchange, tone: "info", verb: "moved" },
  disqualified: { icon: IconMoodSad, verb: "disqualified" },
  converted: { icon: IconTrophy, tone: "success", verb: "converted" },
  reopened: { icon: IconArrowBackUp, tone: "info", verb: "reopened" },
};

const lastWord = (name: string) => name.slice(name.lastIndexOf(".") + 1);
const spaced = (word: string) => word.replace(/(\p{Lu})/gu, " $1").toLowerCase();

export function eventLook(entry: EventEntry): { icon: IconComponent; tone: Tone } {
  const look = looks[lastWord(entry.name)];
  return { icon: look?.icon ?? IconPointFilled, tone: look?.tone ?? "neutral" };
}

const plurals = { account: "accounts", contact: "contacts", deal: "deals", lead: "leads" } as const;

/** One sentence: who did what. `ownId` is the record whose page this is. */
export function EventSentence({ entry, ownId }: { entry: EventEntry; ownId: string }) {
  const href = useHref();
  const action = lastWord(entry.name);
  const { record, actorName } = entry;
  const own = record.id === ownId;
  const verb = looks[action]?.verb ?? spaced(action);
  const changes = action === "updated" ? Object.keys(changesOf(entry)).map(fieldName).join(", ") : "";
  const merged = namesOf(entry.payload.duplicates);
  return (
    <>
      <b>{actorName}</b> {verb} {action === "merged" || action === "mergeUndone" ? `${merged} ` : null}
      {action === "merged" ? "into this account" : null}
      {changes !== "" && own ? changes : null}
      {changes === "" && own && !action.startsWith("merge") ? `this ${record.kind}` : null}
      {own ? null : (
        <>
          the {record.kind}{" "}
          <Anchor component={Link} href={href(`/crm/${plurals[record.kind]}/${record.id}`)} inherit underline="always">
            {record.name}
          </Anchor>
        </>
      )}
    </>
  );
}

type Changes = Record<string, { from: unknown; to: unknown }>;

function changesOf(entry: EventEntry): Changes {
  const { changes } = entry.payload;
  return typeof changes === "object" && changes !== null ? (changes as Changes) : {};
}

function namesOf(duplicates: unknown): string {
  if (!Array.isArray(duplicates)) return "";
  return duplicates.map((one: { name?: unknown }) => `“${String(one.name)}”`).join(", ");
}

const fieldNames: Record<string, string> = {
  ownerId: "owner",
  parentId: "parent account",
  annualRevenueMinor: "annual revenue",
  foundedYear: "founded",
  domain: "web site",
  email: "e-mail",
  amountMinor: "amount",
  estimatedAmountMinor: "estimate",
  accountId: "account",
  contactId: "contact",
  productId: "product",
  expectedCloseOn: "expected close",
  openedOn: "opened",
};

function fieldName(field: string): string {
  return fieldNames[field] ?? spaced(field);
}

const detailed = new Set(["stageChanged", "statusChanged", "lost", "disqualified", "merged"]);

/** Whether there is more to say than the sentence does. */
export function hasDetails(entry: EventEntry): boolean {
  const action = lastWord(entry.name);
  if (action === "updated") return Object.keys(changesOf(entry)).length > 0;
  return detailed.has(action);
}

/** What changed from what to what, or what a merge brought and left. */
export function EventDetails({ entry, currency }: { entry: EventEntry; currency?: string | undefined }): ReactNode {
  const { locale } = useLocale();
  const action = lastWord(entry.name);
  const said = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return "nothing";
    if (typeof value === "number") return new Intl.NumberFormat(locale, { useGrouping: false }).format(value);
    const text = Array.isArray(value) ? value.map(said).join(", ") : String(value);
    return entry.names[text] ?? (text.length > 120 ? `${text.slice(0, 120)}…` : text);
  };
  const worth = (field: string, value: unknown) =>
    currency && field.endsWith("Minor") && typeof value === "number"
      ? formatMoney(value, currency, locale, true)
      : said(value);
  if (action === "updated") {
    return Object.entries(changesOf(entry)).map(([field, { from, to }]) => (
      <Line key={field}>
        {fieldName(field)}: <s>{worth(field, from)}</s> → {worth(field, to)}
      </Line>
    ));
  }
  if (action === "stageChanged") {
    const { from, to } = entry.payload as { from?: { name?: string }; to?: { name?: string } };
    return (
      <Line>
        {from?.name} → {to?.name}
      </Line>
    );
  }
  if (action === "statusChanged") {
    return (
      <Line>
        {said(entry.payload.from)} → {said(entry.payload.to)}
      </Line>
    );
  }
  if (action === "lost" || action === "disqualified") return <Line>{said(entry.payload.reason)}</Line>;
  if (action !== "merged") return null;
  const moved = Object.entries((entry.payload.moved ?? {}) as Record<string, number>).filter(([, count]) => count > 0);
  const notKept = Object.entries((entry.payload.notKept ?? {}) as Record<string, unknown[]>);
  return (
    <>
      {moved.length > 0 ? <Line>Moved: {moved.map(([what, count]) => movedWords(what, count)).join(", ")}</Line> : null}
      {notKept.map(([field, values]) => (
        <Line key={field}>
          Not taken over: {fieldName(field)} {values.map((value) => worth(field, value)).join(", ")}
        </Line>
      ))}
    </>
  );
}

const singular: Record<string, string> = { activities: "activity", children: "account below it" };
const plural: Record<string, string> = { children: "accounts below it" };

/** `1 activity`, `3 deals` */
export function movedWords(what: string, count: number): string {
  const one = singular[what] ?? what.replace(/s$/u, "");
  return `${count} ${count === 1 ? one : (plural[what] ?? what)}`;
}

function Line({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {children}
    </Text>
  );
}
