"use client";

import { useHref } from "@steward/client";
import type { LinkedAddress } from "@steward/contracts/kernel/rich-text";
import type { RecordCard } from "@steward/contracts/messaging/message";
import { IconBuilding, IconCoins, IconLock, IconTargetArrow, IconUser } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./message.module.css";

export const recordLooks = {
  "crm.account": { icon: IconBuilding, path: "/crm/accounts", noun: "Account" },
  "crm.contact": { icon: IconUser, path: "/crm/contacts", noun: "Contact" },
  "crm.deal": { icon: IconCoins, path: "/crm/deals", noun: "Deal" },
  "crm.lead": { icon: IconTargetArrow, path: "/crm/leads", noun: "Lead" },
} as const satisfies Record<LinkedAddress, unknown>;

interface RecordChipProps {
  /** What its reader may see of it; missing while the message is on its way. */
  card: RecordCard | undefined;
  address: LinkedAddress;
  entityId: string;
}

/** A record in the text: its name and a way to it, for whoever may see it. */
export function RecordChip({ card, address, entityId }: RecordChipProps) {
  const href = useHref();
  const { icon: Icon, path, noun } = recordLooks[address];
  if (card && card.label === null) {
    return (
      <span className={classes.record} data-hidden>
        <IconLock size={13} aria-hidden />
        {noun} you cannot see
      </span>
    );
  }
  return (
    <Link href={href(`${path}/${entityId}`)} className={classes.record}>
      <Icon size={14} stroke={1.7} aria-hidden />
      <span>{card?.label ?? noun}</span>
      {card?.detail ? <span className={classes.recordDetail}>{card.detail}</span> : null}
    </Link>
  );
}
