"use client";

import { createContext, type ReactNode, useContext } from "react";

/** What a browser learns of the installation, at run time: ports and addresses are settings, not build inputs. */
export interface ClientSettings {
  /** Origin of the API: `http://localhost:4000`. */
  readonly apiUrl: string;
  readonly webUrl: string;
  readonly adminUrl: string;
  /** Set where this page was reached under an organisation's own host name: that name, and where all others are. */
  readonly ownHost: { readonly name: string; readonly webUrl: string; readonly adminUrl: string } | null;
  readonly demo: boolean;
  /** Whether this page was reached under an organisation's subdomain or its own host name. */
  readonly onSubdomain: boolean;
  /** The organisation that host names. */
  readonly hostTenant: string | null;
}

const SettingsContext = createContext<ClientSettings | null>(null);

export function SettingsProvider({ settings, children }: { settings: ClientSettings; children: ReactNode }) {
  return <SettingsContext value={settings}>{children}</SettingsContext>;
}

export function useSettings(): ClientSettings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error("useSettings needs the SettingsProvider of the root layout around it");
  return settings;
}
