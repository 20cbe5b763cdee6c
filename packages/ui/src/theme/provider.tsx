"use client";

import "dayjs/locale/en-gb";
import { ColorSchemeScript, MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { LocaleProvider, type LocaleSettings } from "./locale.tsx";
import { cssVariablesResolver, theme } from "./theme.ts";

/** Goes into `<head>`: sets the colour scheme before the first paint. `<html>` needs `suppressHydrationWarning`. */
export function StewardHead({ nonce }: { nonce?: string }) {
  return <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />;
}

/** Everything a Steward screen stands in: theme, colour scheme, dates, dialogs and notifications. */
export function StewardProvider({
  locale = "en-GB",
  timeZone,
  children,
}: Partial<LocaleSettings> & { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <LocaleProvider locale={locale} timeZone={timeZone}>
        <DatesProvider settings={{ locale: "en-gb", firstDayOfWeek: 1 }}>
          <ModalsProvider labels={{ confirm: "Confirm", cancel: "Cancel" }}>
            <Notifications position="bottom-right" limit={4} />
            {children}
            {/* Mantine puts menus, dialogs and lists into this node: as a landmark, nothing stands outside of all. */}
            <section data-mantine-shared-portal-node data-portal="true" aria-label="Menus and dialogs" />
          </ModalsProvider>
        </DatesProvider>
      </LocaleProvider>
    </MantineProvider>
  );
}
