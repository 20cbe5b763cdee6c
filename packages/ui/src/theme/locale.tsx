"use client";

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from "react";

export interface LocaleSettings {
  /** BCP 47, for numbers, money and dates. */
  locale: string;
  /** IANA zone of the organisation or the person; without one, the reader's own after hydration. */
  timeZone?: string | undefined;
}

const LocaleContext = createContext<LocaleSettings>({ locale: "en-GB" });

export function LocaleProvider({ locale, timeZone, children }: LocaleSettings & { children: ReactNode }) {
  const value = useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
  return <LocaleContext value={value}>{children}</LocaleContext>;
}

const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The locale and zone to print in. The server's first render uses UTC where no zone was given. */
export function useLocale(): { locale: string; timeZone: string } {
  const { locale, timeZone } = useContext(LocaleContext);
  const browserZone = useSyncExternalStore(never, ownZone, () => "UTC");
  return { locale, timeZone: timeZone ?? browserZone };
}
