import { StewardHead, StewardProvider } from "@steward/ui";
import type { ReactNode } from "react";
import { SettingsProvider } from "../settings/client-settings.tsx";
import { getFrameFacts } from "./frame-facts.ts";

/** The document of web and admin: theme, run-time settings, the nonce of this answer. */
export async function RootFrame({ children }: { children: ReactNode }) {
  const { settings, nonce } = await getFrameFacts();
  return (
    // The script in the head sets the colour scheme on this element before React reads it.
    <html lang="en-GB" suppressHydrationWarning>
      <head>
        <StewardHead nonce={nonce} />
      </head>
      <body>
        <SettingsProvider settings={settings}>
          <StewardProvider>{children}</StewardProvider>
        </SettingsProvider>
      </body>
    </html>
  );
}
