"use client";

import { Button } from "@mantine/core";
import { DateText, notifyError } from "@steward/ui";
import { useState } from "react";
import { ApiProvider } from "../api/provider.tsx";
import { trpc } from "../api/react.ts";
import { signOut } from "../sign-in/browser-session.ts";
import { StatusPage } from "./status-page.tsx";

function OtherWays() {
  return (
    <>
      <Button component="a" href="/" variant="default">
        Your organisations
      </Button>
      <Button variant="subtle" color="gray" onClick={() => signOut().catch(notifyError)}>
        Sign out
      </Button>
    </>
  );
}

/**
 * 403 of an organisation that asks for two steps. `setUpHref` is where a second step is set up; `signInHref` is for
 * somebody who has one and signed in before they had.
 */
export function SecondFactorPage({
  hasSecondFactor,
  setUpHref,
  signInHref,
}: {
  hasSecondFactor: boolean;
  setUpHref: string;
  signInHref: string;
}) {
  const [href, label] = hasSecondFactor ? [signInHref, "Sign in with a code"] : [setUpHref, "Set up two-step sign-in"];
  return (
    <StatusPage
      title="This organisation asks for two-step sign-in"
      actions={
        <>
          <Button component="a" href={href}>
            {label}
          </Button>
          <OtherWays />
        </>
      }
    >
      {hasSecondFactor
        ? "You have an authenticator app set up, but signed in here without it."
        : "Its members sign in with their password and a code from an app on their phone. Setting that up takes two minutes, then you come back here."}
    </StatusPage>
  );
}

/** 403 of an organisation that the people who run the platform have suspended. */
export function SuspendedPage() {
  return (
    <StatusPage title="This organisation is suspended" actions={<OtherWays />}>
      Nobody can work in it until the people who run this platform resume it. Its owner knows why; nothing is deleted.
    </StatusPage>
  );
}

/** 403 for a member whose access is switched off. */
export function DisabledPage() {
  return (
    <StatusPage title="Your access is switched off" actions={<OtherWays />}>
      One of the organisation’s administrators has switched off your access. Ask them if that is a mistake.
    </StatusPage>
  );
}

interface BeingRemovedPageProps {
  slug: string;
  name: string;
  purgeAfter: Date | null;
  mayRestore: boolean;
}

/** 403 of an organisation that is to be removed; its owners can take that back. */
export function BeingRemovedPage({ slug, name, purgeAfter, mayRestore }: BeingRemovedPageProps) {
  return (
    <StatusPage
      title={`${name} is being removed`}
      actions={
        <>
          {mayRestore ? (
            <ApiProvider tenant={null}>
              <RestoreButton slug={slug} onRestored={() => window.location.reload()} />
            </ApiProvider>
          ) : null}
          <OtherWays />
        </>
      }
    >
      Nobody can work in it now. {purgeAfter ? <DateOfPurge purgeAfter={purgeAfter} /> : null}{" "}
      {mayRestore ? "Until then you can take that back." : "Until then its owners can take that back."}
    </StatusPage>
  );
}

function DateOfPurge({ purgeAfter }: { purgeAfter: Date }) {
  return (
    <>
      On <DateText value={purgeAfter} /> everything in it is deleted for good.
    </>
  );
}

/** Takes back an organisation's removal. */
export function RestoreButton({ slug, onRestored }: { slug: string; onRestored: () => void }) {
  const [done, setDone] = useState(false);
  const restore = trpc.user.tenant.restore.useMutation({
    onSuccess: () => {
      setDone(true);
      onRestored();
    },
    onError: notifyError,
  });
  return (
    <Button loading={restore.isPending || done} onClick={() => restore.mutate({ slug })}>
      Restore it
    </Button>
  );
}
