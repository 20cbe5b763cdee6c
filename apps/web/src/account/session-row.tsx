"use client";

import { Button, Text } from "@mantine/core";
import { deviceName, isHandheld } from "@steward/client";
import { RelativeTime, StatusBadge } from "@steward/ui";
import { IconApi, IconDeviceDesktop, IconDeviceMobile, IconUserShield } from "@tabler/icons-react";
import type { RouterOutputs } from "../trpc/client.tsx";
import classes from "./row.module.css";

type Session = RouterOutputs["user"]["session"]["list"][number];

interface SessionRowProps {
  session: Session;
  busy: boolean;
  onRevoke: () => void;
}

/** One place where the person is signed in. */
export function SessionRow({ session, busy, onRevoke }: SessionRowProps) {
  const { userAgent, clientAddress, current, impersonator, kind, createdAt, lastSeenAt } = session;
  const name = deviceName(userAgent);
  const Icon = impersonator
    ? IconUserShield
    : kind === "token"
      ? IconApi
      : isHandheld(userAgent)
        ? IconDeviceMobile
        : IconDeviceDesktop;
  return (
    <li className={classes.row}>
      <Icon size={22} stroke={1.6} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <span className={classes.title}>
          {impersonator ? `${impersonator}, acting as you` : name}
          {current ? <StatusBadge tone="success">This device</StatusBadge> : null}
        </span>
        <Text size="sm" c="dimmed" component="div">
          {kind === "token" ? "A program · " : null}
          {clientAddress ? `${clientAddress} · ` : null}
          {current ? (
            "active now"
          ) : (
            <>
              seen <RelativeTime value={lastSeenAt} />
            </>
          )}
          {" · "}signed in <RelativeTime value={createdAt} />
          {session.secondFactor ? " in two steps" : null}
        </Text>
      </div>
      {current ? null : (
        <Button variant="default" size="xs" loading={busy} onClick={onRevoke} aria-label={`Sign out ${name}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}
