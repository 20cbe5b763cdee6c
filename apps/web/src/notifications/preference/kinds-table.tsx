"use client";

import { Checkbox } from "@mantine/core";
import { type NotificationChannel, notificationChannels } from "@steward/contracts/kernel/notification";
import { Fragment } from "react";
import type { RouterOutputs } from "../../trpc/client.tsx";
import { lookOf } from "../notification/module-looks.ts";
import classes from "./kinds-table.module.css";

type Kind = RouterOutputs["notifications"]["preference"]["current"]["kinds"][number];

const ways: Record<NotificationChannel, string> = { inApp: "Inbox", email: "E-mail", push: "Devices" };

interface KindsTableProps {
  kinds: readonly Kind[];
  onChange: (kind: Pick<Kind, "name" | NotificationChannel>) => void;
}

/** Every kind of thing one can be told of, by module, and the ways. */
export function KindsTable({ kinds, onChange }: KindsTableProps) {
  const byModule = Map.groupBy(kinds, ({ module }) => module);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col" className={classes.head}>
            What happens
          </th>
          {notificationChannels.map((channel) => (
            <th key={channel} scope="col" className={`${classes.head} ${classes.way}`}>
              {ways[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...byModule].map(([module, own]) => (
          <Fragment key={module}>
            <tr>
              <th scope="rowgroup" colSpan={1 + notificationChannels.length} className={classes.module}>
                {lookOf(module).label}
              </th>
            </tr>
            {own.map(({ name, label, inApp, email, push }) => (
              <tr key={name}>
                <th scope="row" className={classes.kind}>
                  {label}
                </th>
                {notificationChannels.map((channel) => (
                  <td key={channel} className={classes.way}>
                    <Checkbox
                      className={classes.box}
                      size="sm"
                      aria-label={`${label}: ${ways[channel]}`}
                      checked={{ inApp, email, push }[channel]}
                      onChange={(event) =>
                        onChange({ name, inApp, email, push, [channel]: event.currentTarget.checked })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
