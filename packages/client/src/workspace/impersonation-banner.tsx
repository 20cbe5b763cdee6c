"use client";

import { Button } from "@mantine/core";
import { notifyError } from "@steward/ui";
import { IconUserShield } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../api/react.ts";
import { useSettings } from "../settings/client-settings.tsx";
import { signInWithTicket } from "../sign-in/browser-session.ts";
import classes from "./impersonation-banner.module.css";

/** The operator who acts as the person, and why. */
export interface Impersonation {
  operator: string;
  reason: string;
}

/** Says on every page that this is somebody else's account, and leads back to one's own. Nothing while it is not. */
export function ImpersonationBanner({ person, by }: { person: string; by: Impersonation | null }) {
  const { adminUrl } = useSettings();
  const [leaving, setLeaving] = useState(false);
  const stop = trpc.user.impersonation.stop.useMutation();
  if (!by) return null;
  const leave = async () => {
    setLeaving(true);
    try {
      const { ticket } = await stop.mutateAsync();
      const refused = await signInWithTicket(ticket);
      // A full load: nothing of the other person's stays in memory. Without a session of their own left, they sign in.
      window.location.assign(refused === null ? `${adminUrl}/operator/users` : "/sign-in");
    } catch (error) {
      setLeaving(false);
      notifyError(error);
    }
  };
  return (
    <section className={classes.banner} aria-label="Acting as somebody else">
      <IconUserShield size={18} aria-hidden className={classes.icon} />
      <p className={classes.words}>
        <b>{by.operator}</b>, you are acting as <b>{person}</b>: {by.reason}
      </p>
      <Button size="xs" variant="white" color="dark" loading={leaving} onClick={leave} className={classes.stop}>
        Stop
      </Button>
    </section>
  );
}
