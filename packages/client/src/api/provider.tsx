"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConnectionBanner } from "../connection/banner.tsx";
import { connection } from "../connection/store.ts";
import { useSettings } from "../settings/client-settings.tsx";
import { signInPath } from "../settings/return-path.ts";
import { pageLinks } from "./links.ts";
import { createQueryClient } from "./query-client.ts";
import { trpc } from "./react.ts";

function leaveForSignIn(reason: string | undefined): void {
  const { pathname, search } = window.location;
  // A full load: nothing of the ended session stays in memory.
  if (!pathname.startsWith("/sign-in")) window.location.assign(signInPath(pathname + search, reason));
}

/**
 * Gives the pages inside typed access to the API on behalf of one organisation (or of none, for the operator).
 * Each organisation gets its own cache: the same query has another answer there.
 */
export function ApiProvider({ tenant, children }: { tenant: string | null; children: ReactNode }) {
  return (
    <OneTenant key={tenant} tenant={tenant}>
      {children}
    </OneTenant>
  );
}

function OneTenant({ tenant, children }: { tenant: string | null; children: ReactNode }) {
  const { apiUrl } = useSettings();
  const [queryClient] = useState(() =>
    createQueryClient({ onSignedOut: leaveForSignIn, onReachable: connection.report }),
  );
  const [client] = useState(() => trpc.createClient({ links: pageLinks(apiUrl, tenant) }));
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        {children}
        <ConnectionBanner apiUrl={apiUrl} onBack={() => queryClient.invalidateQueries()} />
      </QueryClientProvider>
    </trpc.Provider>
  );
}
