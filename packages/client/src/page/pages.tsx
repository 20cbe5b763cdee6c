"use client";

import { Button } from "@mantine/core";
import { notifyError } from "@steward/ui";
import { signOut } from "../sign-in/browser-session.ts";
import { StatusPage } from "./status-page.tsx";

/** 404 */
export function NotFoundPage() {
  return (
    <StatusPage
      title="There is nothing at this address"
      actions={
        <Button component="a" href="/">
          Go to the front page
        </Button>
      }
    >
      It may have been removed or renamed, or the link is incomplete.
    </StatusPage>
  );
}

/** 403. The same for an organisation that does not exist: who does not belong learns nothing. */
export function ForbiddenPage() {
  return (
    <StatusPage
      title="You cannot open this page"
      actions={
        <>
          <Button component="a" href="/">
            Your organisations
          </Button>
          <Button variant="default" onClick={() => signOut().catch(notifyError)}>
            Sign in as somebody else
          </Button>
        </>
      }
    >
      Either you are not a member of the organisation at this address, or your role there does not include this page.
    </StatusPage>
  );
}

/** 500. `digest` is Next's name for the failure in the server's log. */
export function FailurePage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <StatusPage
      title="This page could not be shown"
      actions={
        <>
          <Button onClick={onRetry}>Try again</Button>
          <Button variant="default" component="a" href="/">
            Go to the front page
          </Button>
        </>
      }
    >
      Something went wrong on our side; nothing you entered elsewhere is lost.
      {digest ? ` If it stays, tell us the number ${digest}.` : null}
    </StatusPage>
  );
}
