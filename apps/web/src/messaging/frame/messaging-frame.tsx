"use client";

import { useTenantPathname } from "@steward/client";
import { FillPage } from "@steward/ui";
import { type ReactNode, useState } from "react";
import { createWindows, WindowsProvider } from "../message/use-message-window.ts";
import { ConversationsSidebar } from "./conversations-sidebar.tsx";
import classes from "./frame.module.css";

/** The conversations beside the one that is open; on a phone one or the other. */
export function MessagingFrame({ children }: { children: ReactNode }) {
  const [windows] = useState(createWindows);
  const isOpen = useTenantPathname() !== "/messaging";
  return (
    <WindowsProvider value={windows}>
      <FillPage>
        <div className={classes.frame} data-open={isOpen || undefined}>
          <ConversationsSidebar isMain={!isOpen} />
          <div className={classes.content}>{children}</div>
        </div>
      </FillPage>
    </WindowsProvider>
  );
}
